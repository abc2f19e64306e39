import { holds } from '../family.js';

holds('python');
