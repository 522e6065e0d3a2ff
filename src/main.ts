import { mount } from 'svelte';
import { findObstacle, type Obstacle } from './app/obstacles.ts';
import { Router } from './app/router.svelte.ts';
import { registerServiceWorker } from './app/service-worker.ts';
import { Session } from './app/session.svelte.ts';
import { isPeerError } from './core/errors.ts';
import { Peer } from './peer.ts';
import App from './views/App.svelte';
import './views/app.css';

const target = document.getElementById('app');
if (!target) throw new TypeError('the page has no place for the app');
await start(target);

/** Opens what is kept and shows the app, or says in words why that cannot be. */
async function start(target: HTMLElement): Promise<void> {
  const obstacle = findObstacle();
  if (obstacle !== undefined) {
    await showObstacle(target, obstacle);
    return;
  }
  try {
    const session = new Session(await Peer.open(), new Router(window));
    mount(App, { target, props: { session } });
    await registerServiceWorker(() => (session.updateWaits = true));
  } catch (error) {
    if (!isPeerError(error)) throw error;
    await showObstacle(target, error);
  }
}

async function showObstacle(target: HTMLElement, obstacle: Obstacle): Promise<void> {
  const { default: Blocked } = await import('./views/Blocked.svelte');
  mount(Blocked, { target, props: { obstacle } });
}
