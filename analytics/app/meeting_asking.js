// What the room is asked: hands counted, and words written down. Both stay in this window until the
// server has saved them.

const memoryOf = (room) => `meeting ${room.data.key}`;

function kept(room) {
  const nothing = { at: 0, polls: {}, words: [], draft: '' };
  try {
    return { ...nothing, ...JSON.parse(sessionStorage.getItem(memoryOf(room))) };
  } catch {
    return nothing;
  }
}

function keep(room) {
  try {
    sessionStorage.setItem(memoryOf(room), JSON.stringify(room.kept));
  } catch {
    // a browser that keeps nothing: it stays until the window is closed
  }
}

// At the end of a meeting: what children said stays on no computer longer than it must.
function forget(room) {
  room.kept.at = 0;
  if (anythingUnsaved(room)) keep(room);
  else sessionStorage.removeItem(memoryOf(room));
}

function anythingUnsaved(room) {
  const counted = Object.values(room.kept.polls).some((poll) => poll.taps.length && !poll.saved);
  return counted || room.kept.draft.trim() !== '' || room.kept.words.some((word) => !word.saved);
}

function save(room, value, saved, status) {
  const id = `${Date.now()}`;
  room.waiting = { id, saved, status };
  status.textContent = room.words.saving;
  room.send('save', { id, ...value });
  setTimeout(() => {
    if (room.waiting?.id === id) status.textContent = room.words.unsaved;
  }, ANSWER_WITHIN);
}

function take(room, answer) {
  if (room.waiting?.id !== answer.id) return;
  const { saved, status } = room.waiting;
  room.waiting = null;
  if (answer.ok) saved();
  status.textContent = answer.ok ? room.words.saved : answer.sentence;
  keep(room);
}

function drawPoll(room, slide) {
  const { words } = room;
  const poll = (room.kept.polls[slide.heading] ??= { taps: [], saved: false });
  const votes = () => slide.answers.map((_, answer) => poll.taps.filter((tap) => tap === answer).length);
  const status = make('p', 'meeting-status');
  status.setAttribute('role', 'status');
  const undo = make('button', '', words.poll_undo);
  const send = make('button', 'meeting-chief', words.poll_save);
  const buttons = slide.answers.map((text, answer) => {
    const button = make('button', 'meeting-answer', null, make('i'), make('span', '', text), make('b'));
    button.does = () => change(() => poll.taps.push(answer));
    return button;
  });
  const draw = () => {
    const counts = votes();
    const most = Math.max(...counts, 1);
    buttons.forEach((button, answer) => {
      button.querySelector('b').textContent = counts[answer];
      button.querySelector('i').style.width = `${(counts[answer] / most) * 100}%`;
    });
    undo.disabled = !poll.taps.length;
    send.disabled = !poll.taps.length;
  };
  const change = (does) => {
    does();
    poll.saved = false;
    status.textContent = words.poll_hint;
    keep(room);
    draw();
  };
  undo.does = () => change(() => poll.taps.pop());
  send.does = () => {
    const sent = poll.taps.length;
    save(room, { poll: slide.heading, votes: votes() }, () => { poll.saved = poll.taps.length === sent; }, status);
  };
  status.textContent = poll.saved ? words.saved : words.poll_hint;
  draw();
  return [make('div', 'meeting-polling', null,
    make('div', 'meeting-answers', null, ...buttons),
    make('div', 'meeting-doing', null, undo, send, status))];
}

function drawSaid(room) {
  const { words, data } = room;
  const theme = make('select');
  theme.append(...Object.entries(data.themes).map(([value, label]) => new Option(label, value)));
  const text = make('textarea');
  text.rows = 3;
  text.maxLength = data.longest;
  text.value = room.kept.draft;
  const add = make('button', 'meeting-chief', words.add);
  const send = make('button', 'meeting-chief', words.words_save);
  const status = make('p', 'meeting-status');
  status.setAttribute('role', 'status');
  const list = make('ul', 'meeting-written');
  status.textContent = words.words_hint;
  list.tabIndex = 0;
  list.setAttribute('aria-label', words.words);
  const draw = () => {
    const written = room.kept.words.map((word, number) => {
      const item = make('li', '', null, make('q', '', word.said));
      if (word.saved) item.append(make('span', '', words.saved));
      else item.append(remove(number));
      return item;
    });
    list.replaceChildren(...(written.length ? written : [make('li', 'meeting-none', words.words_none)]));
    add.disabled = !text.value.trim();
    send.disabled = !room.kept.words.some((word) => !word.saved);
  };
  const changed = () => { keep(room); draw(); };
  const remove = (number) => {
    const button = make('button', '', words.remove);
    button.does = () => { room.kept.words.splice(number, 1); changed(); list.focus(); };
    return button;
  };
  text.oninput = () => { room.kept.draft = text.value; changed(); };
  add.does = () => {
    room.kept.words.push({ theme: theme.value, said: text.value.trim(), saved: false });
    text.value = room.kept.draft = '';
    status.textContent = words.words_hint;
    changed();
    list.lastElementChild.scrollIntoView({ block: 'nearest' });
    text.focus();
  };
  send.does = () => {
    const sent = room.kept.words.filter((word) => !word.saved);
    const value = { said: sent.map((word) => [word.theme, word.said]) };
    save(room, value, () => { sent.forEach((word) => { word.saved = true; }); draw(); }, status);
  };
  draw();
  return [
    make('div', 'meeting-writing', null,
      make('label', '', null, make('span', '', words.theme), theme),
      make('label', '', null, make('span', '', words.words), text), add),
    make('div', 'meeting-noted', null, list, make('div', 'meeting-doing', null, send, status)),
  ];
}
