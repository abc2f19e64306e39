import { describeEngine } from './suite.js';

describeEngine('old');
