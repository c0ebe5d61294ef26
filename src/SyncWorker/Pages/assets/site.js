// The pages' own script: the choice of department and kind, and the search of the register. It asks for nothing from anywhere.
'use strict';

// As the words of the index are written: no marks, đ is d, small letters, one space between words.
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[đð]/g, 'd').replace(/ı/g, 'i')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function chosen() {
  return new URLSearchParams(location.search);
}

// Shows what is of the department and kind that were chosen; what lies with no department is everybody's.
function choose(selects, status) {
  const want = {};
  for (const select of selects) want[select.dataset.filter] = select.value;
  let left = 0;
  for (const item of document.querySelectorAll('[data-department]')) {
    const departments = item.dataset.department.split(' ').filter(name => name);
    const fits = (!want.department || departments.length === 0 || departments.includes(want.department))
      && (!want.kind || item.dataset.kind === want.kind);
    item.hidden = !fits;
    if (fits) left++;
  }
  status.textContent = left === 0 && (want.department || want.kind) ? status.dataset.empty : '';
  const query = new URLSearchParams(Object.entries(want).filter(([, value]) => value));
  for (const link of document.querySelectorAll('a[data-keep]')) link.search = query.toString();
}

function startFilter(filter) {
  const selects = [...filter.querySelectorAll('select')];
  const status = filter.querySelector('[role=status]');
  for (const select of selects) {
    const value = chosen().get(select.dataset.filter);
    if (value && [...select.options].some(option => option.value === value)) select.value = value;
    select.addEventListener('change', () => choose(selects, status));
  }
  filter.hidden = false;
  choose(selects, status);
}

// Words in a row before words apart, whole words before beginnings of words; null when one of them is missing.
function rank(words, all) {
  const text = ` ${all} `;
  if (text.includes(` ${words.join(' ')} `)) return 0;
  if (words.every(word => text.includes(` ${word} `))) return 1;
  return words.every(word => text.includes(` ${word}`)) ? 2 : null;
}

function startSearch(search) {
  const [input, status, list] = [search.querySelector('input'), search.querySelector('[role=status]'), search.querySelector('.found')];
  const english = document.documentElement.lang === 'en';
  const most = 50;
  const show = () => {
    const words = plain(input.value).split(' ').filter(word => word);
    const found = words.length === 0 ? [] : window.syncworkerNames
      .map(line => [rank(words, line[5]), line])
      .filter(([place]) => place !== null)
      .sort((a, b) => a[0] - b[0] || a[1][0].localeCompare(b[1][0], 'vi'));
    list.replaceChildren(...found.slice(0, most).map(([, [vi, en, href, placeVi, placeEn]]) => {
      const [item, link, place] = ['li', 'a', 'span'].map(name => document.createElement(name));
      link.href = href;
      link.textContent = english && en ? en : vi;
      place.className = 'about';
      place.textContent = ` ${english ? placeEn : placeVi}`;
      item.append(link, place);
      return item;
    }));
    status.textContent = words.length === 0 ? '' : found.length === 0 ? search.dataset.none : `${found.length} ${search.dataset.found}`;
  };
  input.addEventListener('input', show);
  search.hidden = false;
  show();
}

document.querySelectorAll('.filter').forEach(startFilter);
document.querySelectorAll('.search').forEach(startSearch);
