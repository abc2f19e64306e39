import { describeEngine } from './suite.js';

describeEngine('current');
