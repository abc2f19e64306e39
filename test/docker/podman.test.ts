import { describeEngine } from './suite.js';

describeEngine('podman');
