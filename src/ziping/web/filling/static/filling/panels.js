// What stands around the table: findings, progress, and the banner that says what is wrong with the connection.
import { say } from "./words.js";

const find = (name) => document.querySelector(`[data-${name}]`);

const keyOf = (element) => element.dataset.goto || (element.parentElement && element.parentElement.dataset.key);

// Findings come anew with every answer; those that were opened stay open, and the panel does not jump.
export const showFound = (name, html) => {
  const panel = find(name);
  if (!panel || html === undefined) return;
  const open = new Set([...panel.querySelectorAll("details[open]")].map((it) => it.dataset.key));
  const held = panel.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  const { scrollTop } = panel;
  panel.innerHTML = html;
  panel.querySelectorAll("details").forEach((it) => { it.open = open.has(it.dataset.key); });
  panel.scrollTop = scrollTop;
  const again = held && [...panel.querySelectorAll("[data-goto], summary")].find((it) => keyOf(it) === held);
  if (again) again.focus();
};

let told = "";

// Says something once; it stays for a while beside what is saved and what is not.
export const tell = (edits, text) => {
  told = text;
  showProgress(edits);
  setTimeout(() => {
    if (told === text) told = "";
    showProgress(edits);
  }, 6000);
};

export const showProgress = (edits) => {
  const progress = find("progress");
  if (!progress) return;
  const parts = [
    ["conflict", edits.count("conflict")], ["failed", edits.count("failed")],
    ["saving", edits.count("saving")], ["waiting", edits.count("waiting", "typing")],
  ].filter(([, n]) => n);
  const text = [told, ...parts.map(([name, n]) => say(name, { n }))].filter(Boolean).join(" · ");
  const shown = text || say("saved");
  if (progress.textContent !== shown) progress.textContent = shown;
  progress.dataset.is = parts.length ? parts[0][0] : "saved";
};

export const showBanner = (failure, orphans) => {
  const banner = find("banner");
  if (!banner) return;
  banner.hidden = !failure && !orphans.length;
  const said = failure ? say(failure.kind, { why: failure.message }) : say("row_gone");
  const text = find("banner-text");
  if (text.textContent !== said) text.textContent = said;
  find("sign-in").hidden = !failure || failure.kind !== "signed_out";
  banner.querySelector("[data-do=retry]").hidden = !failure || failure.kind === "closed";
  banner.querySelector("[data-do=discard]").hidden = !orphans.length && (!failure || failure.kind !== "closed");
  find("orphans").textContent = orphans.join("\n");
};

// Only sources of funds that the form does not have yet are offered; those without a name of their own always.
export const showSources = (held) => {
  document.querySelectorAll("[data-source]").forEach((it) => {
    it.hidden = it.dataset.source !== "unclassified" && held.includes(it.dataset.source);
  });
};

// Forms that take a step say which version the person saw.
export const showVersion = (version) => {
  document.querySelectorAll("input[name=version]").forEach((it) => { it.value = version; });
};
