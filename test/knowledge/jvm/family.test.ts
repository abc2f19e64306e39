import { holds } from '../family.js';

holds('jvm');
