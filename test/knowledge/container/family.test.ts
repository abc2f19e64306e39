import { holds } from '../family.js';

holds('container');
