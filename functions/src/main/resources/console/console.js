'use strict';

const TEXTS = /* texts */ {
  "en": {
    "title": "Retention and purges",
    "lead": "How long data is kept, and whether it goes in time.",
    "skip": "To the content",
    "token": "Officer's token",
    "tokenHelp": "The token stays in this page's memory. It is forgotten when the page is closed or loaded again.",
    "site": "Site, for the schedule (optional)",
    "show": "Show",
    "loading": "Reading…",
    "loaded": "As of {0}.",
    "refused": "This token is not accepted, or has expired.",
    "forbidden": "This token is not an officer's.",
    "missing": "There is no such site.",
    "failed": "The suite does not answer. Try again in a moment.",
    "purges": "Purges",
    "pausedUntil": "Purges rest until {0}: {1}",
    "lastRun": "Last run",
    "lastSuccess": "Last one that left nothing to do",
    "lag": "Lag",
    "quarantined": "Put aside so far",
    "verified": "All that is kept last checked",
    "missed": "Found missed so far",
    "never": "never",
    "none": "none yet",
    "started": "Began",
    "finished": "Ended",
    "by": "Asked for by",
    "by.schedule": "schedule",
    "by.officer": "officer",
    "by.operator": "operator",
    "daysEnded": "Days ended",
    "itemsPurged": "Items purged",
    "state": "State",
    "complete": "nothing left",
    "incomplete": "goes on hourly",
    "runs": "Previews and new plans",
    "cause": "Cause",
    "cause.preview": "preview",
    "cause.schedule": "new schedule",
    "cause.notice": "new notice",
    "cause.restore": "restore",
    "people": "People",
    "removed": "Removed",
    "sooner": "Sooner",
    "later": "Later",
    "kept": "Unchanged",
    "progress": "Progress",
    "done": "done",
    "schedule": "What is kept, for how long and why",
    "noSite": "Give the site to read the schedule.",
    "line": "{0}, for {1}: {2}. {3}",
    "days": "days",
    "hours": "hours",
    "minutes": "minutes"
  },
  "de": {
    "title": "Aufbewahrung und Löschläufe",
    "lead": "Wie lange Daten aufbewahrt werden und ob sie rechtzeitig gehen.",
    "skip": "Zum Inhalt",
    "token": "Token einer befugten Person",
    "tokenHelp": "Das Token bleibt im Speicher dieser Seite. Es ist vergessen, sobald sie geschlossen oder neu geladen wird.",
    "site": "Site, für den Löschplan (freiwillig)",
    "show": "Anzeigen",
    "loading": "Wird gelesen …",
    "loaded": "Stand: {0}.",
    "refused": "Dieses Token gilt nicht oder ist abgelaufen.",
    "forbidden": "Dieses Token gehört keiner befugten Person.",
    "missing": "Diese Site gibt es nicht.",
    "failed": "Der Dienst antwortet nicht. Bitte gleich noch einmal versuchen.",
    "purges": "Löschläufe",
    "pausedUntil": "Löschläufe ruhen bis {0}: {1}",
    "lastRun": "Letzter Lauf",
    "lastSuccess": "Letzter, der nichts übrig ließ",
    "lag": "Rückstand",
    "quarantined": "Bisher beiseitegelegt",
    "verified": "Ganzer Bestand zuletzt geprüft",
    "missed": "Bisher als versäumt gefunden",
    "never": "nie",
    "none": "noch keine",
    "started": "Beginn",
    "finished": "Ende",
    "by": "Veranlasst durch",
    "by.schedule": "Zeitplan",
    "by.officer": "befugte Person",
    "by.operator": "Betrieb",
    "daysEnded": "Beendete Tage",
    "itemsPurged": "Gelöschte Einträge",
    "state": "Zustand",
    "complete": "nichts übrig",
    "incomplete": "geht stündlich weiter",
    "runs": "Vorschauen und neue Planungen",
    "cause": "Anlass",
    "cause.preview": "Vorschau",
    "cause.schedule": "neuer Löschplan",
    "cause.notice": "neuer Hinweis",
    "cause.restore": "Wiederherstellung",
    "people": "Personen",
    "removed": "Gelöscht",
    "sooner": "Früher",
    "later": "Später",
    "kept": "Unverändert",
    "progress": "Fortschritt",
    "done": "fertig",
    "schedule": "Was wie lange und warum aufbewahrt wird",
    "noSite": "Für den Löschplan bitte die Site angeben.",
    "line": "{0}, für {1}: {2}. {3}",
    "days": "Tage",
    "hours": "Stunden",
    "minutes": "Minuten"
  }
} /* texts: end */;

const language = navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
const words = TEXTS[language];
const say = (name, ...values) => values.reduce((text, value, at) => text.replace(`{${at}}`, () => value), words[name] ?? name);
const at = id => document.getElementById(id);
const time = new Intl.DateTimeFormat(navigator.language, {dateStyle: 'medium', timeStyle: 'short'});
const when = instant => (instant ? time.format(new Date(instant)) : say('never'));
const count = number => Number(number).toLocaleString(navigator.language);

/** Every text is set as text: nothing that an answer says becomes markup. */
function element(name, content, type) {
  const made = document.createElement(name);
  made.append(content);
  if (type) made.className = type;
  return made;
}

function lasting(seconds) {
  if (seconds >= 172800) return `${count(Math.floor(seconds / 86400))} ${say('days')}`;
  if (seconds >= 7200) return `${count(Math.floor(seconds / 3600))} ${say('hours')}`;
  return `${count(Math.ceil(seconds / 60))} ${say('minutes')}`;
}

function fill(table, names, rows) {
  if (rows.length === 0) {
    table.replaceChildren(element('caption', say('none')));
    return;
  }
  const head = document.createElement('tr');
  for (const name of names) {
    const cell = element('th', say(name));
    cell.scope = 'col';
    head.append(cell);
  }
  const body = document.createElement('tbody');
  for (const row of rows) {
    const line = document.createElement('tr');
    line.setAttribute('role', 'row');
    row.forEach((content, column) => {
      const cell = element('td', content);
      cell.setAttribute('role', 'cell');
      cell.dataset.name = say(names[column]);
      line.append(cell);
    });
    body.append(line);
  }
  const top = document.createElement('thead');
  top.append(head);
  table.replaceChildren(top, body);
}

function showPurges(told) {
  const paused = at('paused');
  paused.hidden = !told.paused;
  paused.textContent = told.paused ? say('pausedUntil', when(told.paused.until), told.paused.reason) : '';
  const facts = [
    ['lastRun', when(told.lastRunAt)],
    ['lastSuccess', when(told.lastSuccessAt)],
    ['lag', lasting(told.lagSeconds)],
    ['quarantined', count(told.quarantined)],
    ['verified', when(told.verifiedAt)],
    ['missed', count(told.missed)],
  ];
  at('purge-facts').replaceChildren(...facts.map(([name, value]) => {
    const fact = document.createElement('div');
    fact.append(element('dt', say(name)), element('dd', value));
    return fact;
  }));
  fill(at('purge-runs'), ['started', 'by', 'daysEnded', 'itemsPurged', 'lag', 'state'], told.purges.map(run => [
    when(run.startedAt),
    say(`by.${run.by}`),
    count(run.daysEnded),
    count(run.itemsPurged),
    lasting(run.lagSeconds),
    say(run.complete ? 'complete' : 'incomplete'),
  ]));
}

function progress(run) {
  if (run.finishedAt) return say('done');
  const bar = document.createElement('progress');
  bar.max = run.segments;
  bar.value = run.segmentsDone;
  bar.setAttribute('aria-label', say('progress'));
  return bar;
}

function showRuns(told) {
  const sum = (run, name) => count(run.categories.reduce((all, one) => all + one[name], 0));
  fill(at('retention-runs'), ['started', 'cause', 'people', 'removed', 'sooner', 'later', 'kept', 'progress'],
    told.runs.map(run => [
      when(run.startedAt),
      say(`cause.${run.cause}`),
      count(run.people),
      ...['removed', 'sooner', 'later', 'kept'].map(name => sum(run, name)),
      progress(run),
    ]));
}

function showSchedule(told) {
  const lines = told
    ? told.kept.map(line => say('line', line.what, line.purpose, line.howLong, line.why))
    : [say('noSite')];
  at('schedule').replaceChildren(...lines.map(line => element('li', line)));
}

async function read(path, token) {
  const answer = await fetch(path, {
    headers: token ? {Authorization: `Bearer ${token}`} : {},
    cache: 'no-store',
    credentials: 'omit',
  });
  if (!answer.ok) throw answer.status;
  return answer.json();
}

const FAILURES = {401: 'refused', 403: 'forbidden', 404: 'missing'};

async function show(event) {
  event.preventDefault();
  const status = at('status');
  const token = at('token').value.trim();
  const site = at('site').value.trim();
  status.textContent = say('loading');
  try {
    const [purges, runs, schedule] = await Promise.all([
      read('v1/purges', token),
      read('v1/retention-runs', token),
      site ? read(`v1/public/${encodeURIComponent(site)}/retention-schedule?locale=${language}`) : null,
    ]);
    showPurges(purges);
    showRuns(runs);
    showSchedule(schedule);
    at('content').hidden = false;
    status.textContent = say('loaded', when(Date.now()));
    at('content').focus();
  } catch (failure) {
    at('content').hidden = true;
    status.textContent = say(FAILURES[failure] ?? 'failed');
  }
}

document.documentElement.lang = language;
document.title = `Lethe: ${say('title')}`;
for (const part of document.querySelectorAll('[data-say]')) part.textContent = say(part.dataset.say);
at('sign-in').addEventListener('submit', show);
