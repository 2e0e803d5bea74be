// Slides as elements: every text is set as text, never read as HTML.

const SMALLEST = 0.6; // of the usual size, before a very long text is scrolled

function make(tag, className = '', text = null, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (tag === 'button') element.type = 'button';
  if (text !== null) element.textContent = whole(text);
  element.append(...children);
  return element;
}

// "7 in 10" and "31 October" are not torn apart.
function whole(text) {
  return `${text}`.replace(/(\d) in (?=\d)/g, '$1\u00a0in\u00a0').replace(/(\d) (?=[A-Z])|([a-z]) (?=\d{4})/g, '$1$2\u00a0');
}

function drawSlide(room, slide, at) {
  const heading = make('h2', '', slide.heading);
  heading.tabIndex = -1;
  const made = room.data.made_up ? [make('p', 'meeting-made-up', room.words.made_up)] : [];
  const kinds = { poll: drawPoll, said: drawSaid, words: drawWords, list: drawWords };
  const body = make('div', 'meeting-body', null, ...kinds[slide.kind](room, slide));
  body.classList.toggle('meeting-two', body.children.length > 1);
  const section = make('section', `meeting-slide meeting-${slide.kind}`, null, ...made, heading, body);
  section.hidden = true;
  section.setAttribute('aria-label', slide.heading);
  return section;
}

function drawWords(room, slide) {
  const telling = make('div', 'meeting-telling');
  if (slide.big) telling.append(make('p', 'meeting-big', slide.big));
  if (slide.beside) telling.append(make('p', 'meeting-beside', slide.beside));
  telling.append(...slide.sentences.map((text) => make('p', '', text)));
  const picture = slide.drawing ? drawing(slide) : slide.bars.length ? bars(slide) : null;
  const said = slide.quote ? quoted(`${room.words.said}: ${slide.quote}`, slide.quote_from) : null;
  said?.classList.add('meeting-quote');
  const shown = [telling.childElementCount ? telling : null, picture, said, ...parts(slide)];
  return shown.filter((element) => element !== null);
}

function quoted(words, when) {
  return make('blockquote', '', `${words} `, make('cite', '', when));
}

function drawing(slide) {
  const svg = new DOMParser().parseFromString(slide.drawing.svg, 'image/svg+xml').documentElement;
  const figure = make('figure', 'meeting-drawing', null, document.importNode(svg, true));
  figure.style.color = `var(--${slide.drawing.colour.replace('_', '-')})`;
  if (slide.caption) figure.append(make('figcaption', '', slide.caption));
  return figure;
}

function bars(slide) {
  const list = make('ul', 'meeting-bars');
  for (const bar of slide.bars) {
    const line = make('span', 'meeting-line', null, make('i'));
    line.firstChild.style.width = `${bar.share * 100}%`;
    list.append(make('li', '', null, make('span', '', bar.label), make('b', '', bar.words), line));
  }
  return list;
}

function parts(slide) {
  return slide.parts.map((part) => {
    const [first, ...rest] = part.texts;
    const texts = part.said
      ? [quoted(first, ...rest)]
      : part.texts.map((text, at) => make('p', at ? '' : 'meeting-first', text));
    return make('section', 'meeting-part', null, make('h3', '', part.head), ...texts);
  });
}

// Large type first; smaller only where a text is so long that it would not fit.
function fit(section) {
  const body = section.querySelector('.meeting-body');
  const tooMuch = () => body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
  body.removeAttribute('tabindex');
  let size = 1;
  section.style.setProperty('--fit', size);
  while (size > SMALLEST && tooMuch()) {
    size -= 0.05;
    section.style.setProperty('--fit', size.toFixed(2));
  }
  if (tooMuch()) body.tabIndex = 0; // a keyboard can scroll it
}
