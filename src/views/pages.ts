/** The pages by the name of their route. Nobody needs them before the first act: they come when they are asked for. */
export const pages = {
  home: () => import('./Home.svelte'),
  card: () => import('./MyCard.svelte'),
  group: () => import('./GroupPage.svelte'),
  invite: () => import('./Invite.svelte'),
  'edit-group': () => import('./EditGroup.svelte'),
  member: () => import('./Member.svelte'),
  renew: () => import('./Renew.svelte'),
  issued: () => import('./IssuedInvitation.svelte'),
  preview: () => import('./Preview.svelte'),
  'new-group': () => import('./NewGroup.svelte'),
  open: () => import('./OpenReceived.svelte'),
  scan: () => import('./OpenReceived.svelte'),
  inspect: () => import('./Inspect.svelte'),
  restore: () => import('./Restore.svelte'),
  settings: () => import('./Settings.svelte'),
  about: () => import('./About.svelte'),
};
