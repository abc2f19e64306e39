import { holds } from '../family.js';

holds('docker');
