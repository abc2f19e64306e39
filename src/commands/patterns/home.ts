/** Where a repository keeps its own patterns, unless it says otherwise. */
export const HOME = '.whydunit/patterns';
