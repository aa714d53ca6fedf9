// A vendor of a later revision than the one asked: nobody is asked about it, so nobody's yes holds for it.
import { warn } from '../warn.js';
import { inside } from './inside.js';

export const lookAtRevisions = () => {
  const { settings } = inside;
  for (const path in settings) if (path.endsWith('.since') && +settings[path] > +(settings.revision || 1)) warn('never-asked', path);
};
