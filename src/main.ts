import { mount } from 'svelte';
import { catalogueIn, languageOf } from './app/language.ts';
import { findObstacle, type Obstacle } from './app/obstacles.ts';
import { Router } from './app/router.svelte.ts';
import { Session } from './app/session.svelte.ts';
import { Versions } from './app/versions.svelte.ts';
import { isPeerError } from './core/errors.ts';
import { Peer } from './peer.ts';
import App from './views/App.svelte';
import './views/app.css';

const target = document.getElementById('app');
if (!target) throw new TypeError('the page has no place for the app');
const versions = new Versions();
const started = start(target);
void followVersions(started);
await started;

/** Opens what is kept and shows the app, or says in words why that cannot be. */
async function start(target: HTMLElement): Promise<void> {
  const obstacle = findObstacle();
  if (obstacle !== undefined) {
    await showObstacle(target, obstacle);
    return;
  }
  try {
    const session = new Session(await Peer.open(), new Router(window), navigator.languages);
    await session.restoreChoices();
    await keepCarried(session);
    mount(App, { target, props: { session, versions } });
  } catch (error) {
    if (!isPeerError(error)) throw error;
    await showObstacle(target, error);
  }
}

/** What could not be kept before this page came in the place of an older one. */
async function keepCarried({ peer }: Session): Promise<void> {
  if (history.state === null) return;
  try {
    const { keepCarried } = await import('./app/carried-drafts.ts');
    await keepCarried(peer, history);
  } catch {
    // A full disk, or a part that does not come, keeps nobody out: they stay where they are carried.
  }
}

/**
 * Has the worker kept that serves this app, whatever becomes of the start, and watches for other
 * versions. Where the start fails with nothing to show, the next one takes over by itself: there is
 * nobody who could be asked, and nothing open that could be lost.
 */
async function followVersions(started: Promise<void>): Promise<void> {
  try {
    const { applyUpdate, registerServiceWorker } = await import('./app/service-worker.ts');
    await registerServiceWorker({
      onwaiting: () => {
        versions.isWaiting = true;
        void started.catch(() => applyUpdate());
      },
      onother: () => (versions.isOther = true),
    });
  } catch {
    // A part that does not come: the browser looks for a new version when the app is next opened.
  }
}

async function showObstacle(target: HTMLElement, obstacle: Obstacle): Promise<void> {
  const [{ default: Blocked }, text] = await Promise.all([
    import('./views/Blocked.svelte'),
    catalogueIn(languageOf(navigator.languages)),
  ]);
  mount(Blocked, { target, props: { obstacle, text, open: () => Peer.open() } });
}
