import { holds } from '../family.js';

holds('dotnet');
