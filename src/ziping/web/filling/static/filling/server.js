// Talks to the server. Every failure becomes one of four kinds, for the page to say and to wait for.
export class Failure extends Error {
  constructor(kind, message = "") {
    super(message);
    this.kind = kind; // offline, signed_out, closed, refused
  }
}

const KINDS = { 401: "signed_out", 403: "signed_out", 404: "closed", 409: "closed" };

const cookie = (name) => {
  const found = document.cookie.split("; ").find((it) => it.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
};

const asked = async (address, options) => {
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", redirect: "error", ...options });
  } catch {
    throw new Failure("offline");
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  const kind = KINDS[response.status] || (response.status === 400 ? "refused" : "offline");
  throw new Failure(kind, (body && body.message) || "");
};

export class Server {
  constructor(form) {
    this.address = `/forms/${form}/`;
  }

  post(path, body, { last = false } = {}) {
    return asked(`${this.address}${path}/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
      body: JSON.stringify(body),
      keepalive: last,
    });
  }

  since(version, shape) {
    return asked(`${this.address}cells/?since=${version}&shape=${shape}`, {});
  }

  undoable() {
    return asked(`${this.address}undoable/`, {});
  }
}
