import { describe, expect, test } from 'vitest';
import { Task } from '../../src/app/task.svelte.ts';
import { fail } from '../../src/core/errors.ts';

describe('a task', () => {
  test('runs once at a time, and again when it is done', async () => {
    let runs = 0;
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const task = new Task(async () => {
      runs += 1;
      await gate;
    });
    const first = task.run();
    await task.run();
    expect(task.running).toBe(true);
    expect(runs).toBe(1);
    open();
    await first;
    expect(task.running).toBe(false);
    await task.run();
    expect(runs).toBe(2);
  });

  test('hands on what it is given', async () => {
    const given: string[] = [];
    const task = new Task((what: string) => {
      given.push(what);
      return Promise.resolve();
    });
    await task.run('a card');
    expect(given).toEqual(['a card']);
  });

  test('keeps a failure until the next run, or until it is forgiven', async () => {
    let fails = true;
    const task = new Task(() => {
      if (fails) fail('document.none', 'nothing in it');
      return Promise.resolve();
    });
    await task.run();
    expect(task.error?.reason).toBe('document.none');
    expect(task.running).toBe(false);
    task.forgive();
    expect(task.error).toBeUndefined();
    await task.run();
    fails = false;
    await task.run();
    expect(task.error).toBeUndefined();
  });

  test('lets a bug through, and can be run again', async () => {
    const task = new Task(() => Promise.reject(new TypeError('a bug')));
    await expect(task.run()).rejects.toThrow(TypeError);
    expect(task.error).toBeUndefined();
    expect(task.running).toBe(false);
  });
});
