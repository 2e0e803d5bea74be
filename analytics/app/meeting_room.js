// The frame of the room: which slide is shown, and how one moves. It needs no server to move.
// meeting_slides.js, meeting_asking.js and meeting_notes.js are put behind this file.

const TEXT_FIELDS = 'textarea, select, input';
const SWIPE = 50; // pixels
const ANSWER_WITHIN = 20000; // milliseconds in which the server usually saves

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const dialog = parentElement.querySelector('.meeting-room');
  // Every run of the page comes here again; the slides stay those that the meeting began with.
  if (dialog.meeting?.data.key !== data.key) dialog.meeting = begin(parentElement, dialog, data);
  const room = dialog.meeting;
  room.send = setTriggerValue;
  listen(room);
  if (!dialog.open) {
    dialog.showModal();
    show(room, room.at);
  }
  if (data.answer) take(room, data.answer);
  const { stop } = room; // its own: a later run has listened anew
  return () => stop.abort();
}

function begin(root, dialog, data) {
  const part = Object.fromEntries(
    [...root.querySelectorAll('[data-part]')].map((element) => [element.dataset.part, element]),
  );
  const room = { data, dialog, part, words: data.words, leaving: root.querySelector('.meeting-leave') };
  room.kept = kept(room);
  room.at = Math.min(room.kept.at, data.slides.length - 1);
  dialog.setAttribute('aria-label', room.words.title);
  part.title.textContent = room.words.title;
  part.back.querySelector('span').textContent = room.words.back;
  part.next.querySelector('span').textContent = room.words.next;
  part.notes.textContent = room.words.notes;
  part.leave.textContent = data.staff ? room.words.end : room.words.leave;
  part.back.does = () => show(room, room.at - 1);
  part.next.does = () => show(room, room.at + 1);
  part.notes.does = () => openNotes(room);
  part.leave.does = () => askToLeave(room);
  room.slides = data.slides.map((slide, at) => drawSlide(room, slide, at));
  part.slides.replaceChildren(...room.slides);
  waysToLeave(room);
  return room;
}

function listen(room) {
  room.stop?.abort();
  room.stop = new AbortController();
  const { dialog } = room;
  const on = (target, name, does, options = {}) =>
    target.addEventListener(name, does, { signal: room.stop.signal, ...options });
  // Before Streamlit's own keys, which run a page again or empty its cache.
  on(window, 'keydown', (event) => pressed(room, event), { capture: true });
  on(window, 'resize', () => fit(room.slides[room.at]));
  on(dialog, 'cancel', (event) => event.preventDefault());
  on(dialog, 'close', () => dialog.isConnected && dialog.showModal());
  let began = null;
  const touched = {
    click: (event) => {
      const button = event.target.closest('button');
      if (button && !button.disabled) button.does();
    },
    touchstart: ({ touches, target }) => {
      const alone = touches.length === 1 && !target.closest(TEXT_FIELDS);
      began = alone ? [touches[0].clientX, touches[0].clientY] : null;
    },
    touchend: ({ changedTouches }) => {
      if (!began) return;
      const [across, down] = [changedTouches[0].clientX - began[0], changedTouches[0].clientY - began[1]];
      if (Math.abs(across) > SWIPE && Math.abs(across) > 1.5 * Math.abs(down)) {
        show(room, room.at + (across < 0 ? 1 : -1));
      }
    },
  };
  // Where the server is gone Streamlit says so in a dialog of its own, and takes what is touched
  // outside it: nothing touched in the room goes on to Streamlit.
  for (const name of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'focusin', ...Object.keys(touched)]) {
    on(window, name, (event) => {
      if (!event.target.closest?.('.meeting-room, .meeting-leave')) return;
      event.stopPropagation();
      touched[name]?.(event);
    }, { capture: true, passive: true });
  }
  listenToNotes(room, on);
  stayInReach(room);
}

// That dialog makes all else inert, too.
function stayInReach({ dialog, stop }) {
  const shutOut = ['inert', 'aria-hidden'];
  const free = () => {
    for (let box = dialog; box; box = box.parentElement) shutOut.forEach((name) => box.removeAttribute(name));
  };
  const watch = new MutationObserver(free);
  watch.observe(document.documentElement, { subtree: true, attributeFilter: shutOut });
  stop.signal.addEventListener('abort', () => watch.disconnect());
}

function pressed(room, event) {
  event.stopPropagation();
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const target = event.composedPath()[0];
  const writing = target.matches?.(TEXT_FIELDS);
  if (event.key === 'Escape' && !room.leaving.open) event.preventDefault();
  if (room.leaving.open || (writing && !event.key.startsWith('Page'))) return;
  if ((event.key === ' ' || event.key === 'Enter') && target.closest?.('button')) return;
  if (move(room, event.key, event.shiftKey)) event.preventDefault();
}

function move(room, key, back = false) {
  const last = room.slides.length - 1;
  const to = {
    ArrowRight: room.at + 1,
    PageDown: room.at + 1,
    ArrowLeft: room.at - 1,
    PageUp: room.at - 1,
    ' ': room.at + (back ? -1 : 1),
    Home: 0,
    End: last,
  }[key];
  if (to === undefined) return false;
  show(room, to);
  return true;
}

function show(room, to) {
  const { part, words, slides } = room;
  const at = Math.max(0, Math.min(to, slides.length - 1));
  const held = slides[room.at].contains(document.activeElement) || document.activeElement === room.dialog;
  slides.forEach((slide, number) => { slide.hidden = number !== at; });
  const moved = at !== room.at;
  room.at = room.kept.at = at;
  keep(room);
  const heading = slides[at].querySelector('h2');
  const count = words.of.replace('{n}', at + 1).replace('{all}', slides.length);
  part.counter.textContent = count;
  part.progress.style.width = `${((at + 1) / slides.length) * 100}%`;
  part.back.disabled = at === 0;
  part.next.disabled = at === slides.length - 1;
  part.message.textContent = '';
  if (moved) part.spoken.textContent = `${heading.textContent} ${count}`;
  fit(slides[at]);
  // Who moves by a button can press it again; else what was held is gone with its slide.
  if (held || document.activeElement?.disabled || document.activeElement === document.body) {
    heading.focus({ preventScroll: true });
  }
  drawNotes(room);
}

function waysToLeave(room) {
  const { words, part, leaving, data } = room;
  const ways = data.staff ? { end: words.end_yes } : { voice: words.voice, definitions: words.definitions };
  part.question.textContent = data.staff ? words.end_ask : words.leave_ask;
  leaving.setAttribute('aria-label', part.question.textContent);
  const stay = make('button', 'meeting-chief', words.stay);
  stay.does = () => leaving.close();
  const buttons = Object.entries(ways).map(([way, label]) => {
    const button = make('button', '', label);
    button.does = () => leave(room, way);
    return button;
  });
  part.ways.replaceChildren(stay, ...buttons);
}

function askToLeave(room) {
  room.part.unsaved.textContent = anythingUnsaved(room) ? room.words.left : '';
  room.leaving.showModal();
}

function leave(room, way) {
  room.leaving.close();
  forget(room);
  room.send('leave', way);
  setTimeout(() => {
    if (room.dialog.isConnected) room.part.message.textContent = room.words.no_answer;
  }, ANSWER_WITHIN / 4);
}
