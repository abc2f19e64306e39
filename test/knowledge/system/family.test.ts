import { holds } from '../family.js';

holds('system');
