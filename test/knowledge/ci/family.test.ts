import { holds } from '../family.js';

holds('ci');
