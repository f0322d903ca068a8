// What the page says, in the person's language; the sentences come with the page.
let held = {};

export const learn = (words) => { held = words; };

export const say = (name, gaps = {}) =>
  Object.entries(gaps).reduce((text, [gap, value]) => text.replaceAll(`{${gap}}`, value), held[name]);
