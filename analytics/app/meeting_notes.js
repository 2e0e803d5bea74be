// Speaker notes in a window of their own. It knocks at this one every second, so that each finds the
// other again after either was loaded anew.

const NOTES_WINDOW = 'meeting-notes';
const KNOCK = `
  const tell = (name, detail) => {
    try { opener.dispatchEvent(new opener.CustomEvent(name, { detail })); } catch { /* it is closed */ }
  };
  setInterval(() => tell('meeting-notes', window), 1000);
  addEventListener('keydown', (event) => tell('meeting-key', event.key));
  addEventListener('click', (event) => {
    const key = event.target.closest('button')?.dataset.key;
    if (key) tell('meeting-key', key);
  });
  tell('meeting-notes', window);`;
const NOTES_LOOK = `
  :root { color-scheme: light dark; font: 1.25rem/1.4 'Source Sans', 'Source Sans Pro', sans-serif; }
  body { margin: 0; padding: 1rem 1.25rem; max-width: 44rem; overflow-wrap: anywhere; }
  header { display: flex; justify-content: space-between; gap: 1rem; font-variant-numeric: tabular-nums; }
  h1 { font-size: 1.75rem; line-height: 1.2; margin: 0.75rem 0 0; }
  h2 { font-size: 1.125rem; margin: 1.25rem 0 0; }
  ul { margin: 0.75rem 0 0; padding-left: 1.25rem; }
  li { margin-bottom: 0.5rem; }
  nav { display: flex; gap: 0.75rem; margin-top: 1.25rem; }
  button { font: inherit; min-height: 3rem; min-width: 7rem; }`;

function openNotes(room) {
  const opened = window.open('', NOTES_WINDOW, 'popup,width=720,height=640');
  if (!opened) {
    room.part.message.textContent = room.words.notes_blocked;
    return;
  }
  room.notes = opened;
  drawNotes(room);
  opened.focus();
}

function listenToNotes(room, on) {
  on(window, 'meeting-notes', ({ detail }) => {
    const known = room.notes === detail;
    room.notes = detail;
    if (known) tick(room);
    else drawNotes(room);
  });
  on(window, 'meeting-key', ({ detail }) => move(room, detail));
  const second = setInterval(() => tick(room), 1000);
  room.stop.signal.addEventListener('abort', () => clearInterval(second));
}

function tick(room) {
  if (!room.notes || room.notes.closed) return;
  const clock = room.notes.document.getElementById('clock');
  if (clock) clock.textContent = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  else drawNotes(room); // it was loaded anew and is empty
}

function drawNotes(room) {
  if (!room.notes || room.notes.closed) return;
  const { words, data, at } = room;
  const page = room.notes.document;
  if (!page.getElementById('clock')) furnish(page, words);
  const now = data.slides[at];
  const then = data.slides[at + 1];
  page.getElementById('at').textContent = room.part.counter.textContent;
  page.getElementById('now').textContent = now.heading;
  page.getElementById('then').textContent = then ? then.heading : words.notes_none;
  page.getElementById('notes').replaceChildren(...now.notes.map((note) => {
    const item = page.createElement('li');
    item.textContent = note;
    return item;
  }));
  tick(room);
}

function furnish(page, words) {
  const add = (parent, tag, id, text = '') => {
    const element = page.createElement(tag);
    if (id) element.id = id;
    element.textContent = text;
    parent.append(element);
    return element;
  };
  page.documentElement.lang = 'en-GB';
  page.title = words.notes_title;
  page.head.replaceChildren();
  page.body.replaceChildren();
  add(page.head, 'title', '', words.notes_title);
  add(page.head, 'style', '', NOTES_LOOK);
  const head = add(page.body, 'header', '');
  add(head, 'span', 'at');
  add(head, 'span', 'clock');
  const main = add(page.body, 'main', '');
  add(main, 'h1', 'now').setAttribute('aria-live', 'polite');
  add(main, 'ul', 'notes');
  add(main, 'h2', '', words.notes_then);
  add(main, 'p', 'then');
  const nav = add(page.body, 'nav', '');
  add(nav, 'button', '', words.back).dataset.key = 'ArrowLeft';
  add(nav, 'button', '', words.next).dataset.key = 'ArrowRight';
  add(page.body, 'script', '', KNOCK);
}
