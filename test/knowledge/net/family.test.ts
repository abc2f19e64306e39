import { holds } from '../family.js';

holds('net');
