// ssh2 carries native and generated code that cannot be bundled. Engines are reached over sockets here, never over SSH.
exports.Client = class {
  constructor() {
    throw new Error('ssh:// addresses of container engines are not supported');
  }
};
