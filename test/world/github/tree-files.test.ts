import { expect, it } from 'vitest';
import { pathsMatching } from '../../../src/world/files/pattern-globs.js';
import { treeFiles } from '../../../src/world/github/tree-files.js';

const TREE = [
  'README.md',
  '.whydunit/house/boiler.yaml',
  '.whydunit/house/roof.yaml',
  'src/.whydunit/x.yaml',
  'a/node_modules/b.yaml',
  'etc/passwd',
];
const find = (...globs: string[]) => pathsMatching(globs, '/', treeFiles(TREE));

it('finds what stands in the tree, and nothing on the disk', async () => {
  expect(await find('.whydunit/**/*.yaml')).toEqual({
    paths: ['.whydunit/house/boiler.yaml', '.whydunit/house/roof.yaml'],
    unmatched: [],
  });
  expect(await find('**/*.yaml')).toMatchObject({
    paths: ['.whydunit/house/boiler.yaml', '.whydunit/house/roof.yaml', 'src/.whydunit/x.yaml'],
  });
  expect(await find('.whydunit/house/roof.yaml', 'etc/*', 'home/**')).toEqual({
    paths: ['.whydunit/house/roof.yaml', 'etc/passwd'],
    unmatched: ['home/**'],
  });
});
