// The page's way to the sandbox: JSON in, JSON out, uploads with progress.

/** An answer that is not "yes": the status and the server's words. */
export class Refused extends Error {
  constructor(status, words) {
    super(words || `HTTP ${status}`);
    this.status = status;
  }
}

async function answer(response) {
  const body = await response.text();
  let data = {};
  try {
    data = body ? JSON.parse(body) : {};
  } catch {
    throw new Refused(response.status, body.slice(0, 200));
  }
  if (!response.ok) throw new Refused(response.status, data.error ?? data.description);
  return data;
}

/** Read: `get("/page/state", {user})`; empty values are left out. */
export async function get(path, query = {}) {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") url.searchParams.set(name, value);
  }
  return answer(await fetch(url, { cache: "no-store" }));
}

/** Do: a JSON body, empty values left out. */
export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  const kept = Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined && value !== null),
  );
  return answer(await fetch(path, { method: "POST", headers, body: JSON.stringify(kept) }));
}

function form(fields, files) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && value !== "") data.append(name, String(value));
  }
  for (const file of files) data.append("file", file.blob, file.name);
  return data;
}

function finish(request, resolve, reject) {
  let data = {};
  try {
    data = JSON.parse(request.responseText || "{}");
  } catch {
    reject(new Refused(request.status, request.responseText.slice(0, 200)));
    return;
  }
  if (request.status >= 200 && request.status < 300) resolve(data);
  else reject(new Refused(request.status, data.error ?? data.description));
}

/** Send files ({blob, name}); `onProgress` hears a share from 0 to 1. */
export function upload(fields, files, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/page/upload");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => finish(request, resolve, reject);
    request.onerror = () => reject(new Refused(0, ""));
    request.send(form(fields, files));
  });
}
