import { holds } from '../family.js';

holds('cloud');
