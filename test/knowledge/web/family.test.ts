import { holds } from '../family.js';

holds('web');
