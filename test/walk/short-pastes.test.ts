import { describe, expect, it } from 'vitest';
import { diagnoseText } from '../../scripts/diagnose-file.js';

const headline = async (text: string) => {
  const { diagnoses } = await diagnoseText(text, 'paste.txt');
  return [diagnoses[0]?.pattern, diagnoses[0]?.evidence[0]?.text.trim()];
};

/** A few lines out of a longer text, as people paste them, and the line that says why. */
describe('a short paste is told by the line that says why', () => {
  it.each([
    [
      'what Compose 1 hands on of its builder',
      "Step 2/2 : COPY --from=mill /srv/flour /srv/flour\nERROR: Service 'mill' failed to build: Unknown flag: from",
      'docker/builder-flag',
      "ERROR: Service 'mill' failed to build: Unknown flag: from",
    ],
    [
      'a failed step of a build below its place in the Dockerfile',
      'Dockerfile:6\n--------------------\n   5 |     \n   6 | >>> RUN make flour\n   7 |     \n--------------------\nERROR: failed to solve: process "/bin/sh -c make flour" did not complete successfully: exit code: 2',
      'docker/run-step',
      'ERROR: failed to solve: process "/bin/sh -c make flour" did not complete successfully: exit code: 2',
    ],
    [
      "an index of Alpine's that cannot be fetched",
      'WARNING: Ignoring https://mirror.example.org/v3.20/main: temporary error (try again later)\nERROR: unable to select packages:\n  flour (no such package):\n    required by: world[flour]',
      'apk/index-unreachable',
      'WARNING: Ignoring https://mirror.example.org/v3.20/main: temporary error (try again later)',
    ],
    [
      'a failure of pytest behind a clock, without its report',
      '[    7s] ______ test_sack ______\n[    7s] \n[    7s]     def test_sack():\n[    7s] >       with pytest.raises(ValueError, message="torn"):\n[    7s] E       TypeError: Unexpected keyword arguments passed to pytest.raises: message\n[    7s] \n[    7s] tests/test_sack.py:35: TypeError',
      'pytest/argument-removed',
      '[    7s] E       TypeError: Unexpected keyword arguments passed to pytest.raises: message',
    ],
    [
      'a quotation mark before the first line alone',
      "> thread 'main' panicked at src/main.rs:3:9:\nthe sack is torn\n",
      'rust/explicit-panic',
      "> thread 'main' panicked at src/main.rs:3:9:",
    ],
    [
      'what a build script of old printed, escaped',
      "error: failed to run custom build command for `openssl-sys v0.9.13`\nprocess didn't exit successfully: `/w/build-script-build` (exit code: 101)\n--- stdout\nrun pkg_config fail: \"No package \\'openssl\\' found\\n\"\n\n--- stderr\nthread 'main' panicked at '\n\nCould not find directory of OpenSSL installation, and this `-sys` crate cannot\n",
      'rust/openssl-missing',
      'error: failed to run custom build command for `openssl-sys v0.9.13`',
    ],
    [
      'an engine that a Python program does not reach',
      'Traceback (most recent call last):\n  File "http/client.py", line 950, in send\n  File "docker/transport/unixconn.py", line 43, in connect\nFileNotFoundError: [Errno 2] No such file or directory\n',
      'docker/daemon-unreachable',
      'File "docker/transport/unixconn.py", line 43, in connect',
    ],
    [
      "the last word of a container tool's logger",
      'buildah bud .\nmkdir /run/user/1000: permission denied\nERRO[0000] exit status 1',
      undefined,
      undefined,
    ],
    [
      'a runtime that stops for a reason of its own',
      'docker: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:722: waiting for init preliminary setup caused: read init-p: connection reset by peer: unknown.',
      'docker/runtime-refused',
      expect.stringContaining('read init-p: connection reset by peer'),
    ],
    [
      'a file that a lock names',
      'error: Distribution not found at: file:///srv/mill/dist/mill-0.2.0-py3-none-any.whl',
      'python/distribution-missing',
      'error: Distribution not found at: file:///srv/mill/dist/mill-0.2.0-py3-none-any.whl',
    ],
    [
      'an error far behind the wheel that uv turns',
      '⠙ mill==1.3.0                              error: Failed to fetch: `http://localhost:8080/sack/`\n  Caused by: error sending request for url (http://localhost:8080/simple/sack/)\n  Caused by: Broken pipe (os error 32)',
      'python/index-unreachable',
      expect.stringContaining('error: Failed to fetch'),
    ],
    [
      "a header of Python's in what pip of old printed",
      '    src/mill/grind.c:4:20: fatal error: Python.h: No such file or directory\n     #include "Python.h"\n                        ^\n    compilation terminated.\n    error: command \'gcc\' failed with exit status 1\n',
      'c/missing-header',
      'src/mill/grind.c:4:20: fatal error: Python.h: No such file or directory',
    ],
    [
      'frames of a pytest that broke, without their head',
      'INTERNALERROR>   File "/v/site-packages/pluggy/_callers.py", line 50, in _warn\nINTERNALERROR>     warnings.warn(PluggyTeardownRaisedWarning(msg))\nINTERNALERROR> pluggy.PluggyTeardownRaisedWarning: A plugin raised an exception during teardown.\nINTERNALERROR> For more information see https://pluggy.example.org/x',
      'pytest/internal-error',
      'INTERNALERROR> pluggy.PluggyTeardownRaisedWarning: A plugin raised an exception during teardown.',
    ],
    [
      "what came of a library's question whether something is there",
      'Traceback (most recent call last):\n  File "/v/site-packages/sack/lazy.py", line 43, in __call__\n    return self.__value__\nAttributeError: \'Promise\' object has no attribute \'__value__\'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/v/site-packages/sack/net.py", line 9, in connect\n    for each in socket.getaddrinfo(host, port):\nsocket.gaierror: [Errno -2] Name or service not known\n',
      'net/dns',
      expect.stringContaining('Name or service not known'),
    ],
    [
      "a wheel's last output, without its head",
      "  building 'mill.grind' extension\n  error: command 'cl.exe' failed: No such file or directory\n  ----------------------------------------\n  ERROR: Failed building wheel for mill\n",
      'python/wheel-build',
      "error: command 'cl.exe' failed: No such file or directory",
    ],
    [
      'a module that pytest could not import, without its title',
      "ImportError while importing test module '/srv/mill/tests/test_sack.py'.  \nHint: make sure your test modules/packages have valid Python names.  \nTraceback:  \ntests/test_sack.py:4: in <module>  \n    from mill import sack  \nE   ModuleNotFoundError: No module named 'mill'  \n",
      'python/import',
      "E   ModuleNotFoundError: No module named 'mill'",
    ],
    [
      "what came of pytest's own question whether something is there",
      "____ ERROR collecting test session ____\n/usr/lib/python3/site-packages/_pytest/config/__init__.py:495: in _importconftest\n    return self._conftestpath2mod[key]\nE   KeyError: PosixPath('/srv/mill/tests/conftest.py')\n\nDuring handling of the above exception, another exception occurred:\n/usr/lib/python3/site-packages/_pytest/config/__init__.py:501: in _importconftest\n    mod = conftestpath.pyimport()\nE   _pytest.pathlib.ImportPathMismatchError: ('tests.conftest', '/srv/mill/tests/conftest.py', PosixPath('/srv/mill/build/tests/conftest.py'))\n",
      'pytest/duplicate-module',
      expect.stringContaining('ImportPathMismatchError'),
    ],
    [
      'an image that the registry refuses to a pod, by its own answer',
      'Events:\n  Normal   Pulling    20s   kubelet   Pulling image "mill/grain:9"\n  Warning  Failed     17s   kubelet   Failed to pull image "mill/grain:9": rpc error: code = NotFound desc = docker.io/mill/grain:9: not found\n  Warning  Failed     17s   kubelet   Error: ErrImagePull',
      'kubernetes/image',
      expect.stringContaining('Failed to pull image'),
    ],
    [
      'a panic that ends in an abort, by the panic',
      "thread 'mill-cleanup' panicked at 'the sack is torn', src/sack.rs:131:10\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\nfatal runtime error: failed to initiate panic, error 5\n",
      'rust/explicit-panic',
      expect.stringContaining('the sack is torn'),
    ],
    [
      'a component that a nightly was released without',
      "error: component 'rustfmt' for target 'x86_64-unknown-linux-gnu' is unavailable for download for channel nightly\n",
      'rust/component-unavailable',
      expect.stringContaining('unavailable for download'),
    ],
    [
      'a library that is not there for the linker of macOS',
      'error: linking with `cc` failed: exit status: 1\n  ...\n  = note: ld: library not found for -lsack\n          clang: error: linker command failed with exit code 1 (use -v to see invocation)\n',
      'c/linker-apple',
      expect.stringContaining('linking with `cc` failed'),
    ],
    [
      'versions that exclude each other, in the words of an old cargo',
      'error: failed to select a version for `sack` (required by `mill`):\nall possible versions conflict with previously selected versions of `sack`\n  version 0.2.5 in use by sack v0.2.5\n  possible versions to select: 0.2.4\n',
      'cargo/version-conflict',
      expect.stringContaining('failed to select a version'),
    ],
  ])('%s', async (_, text, pattern, line) => {
    expect(await headline(text)).toEqual([pattern, line]);
  });

  it.each([
    ['Usage: mill [options]\nmill: error: no such option: -k\n', 'python/argument-refused'],
    ['2 snapshots failed. 262 snapshots passed.\n', 'pytest/snapshot'],
    ["1:M 10 May 18:42:33.089 # Can't save in background: fork: Cannot allocate memory\n", 'redis/snapshot-failed'],
    ['the trait `sack::Torn` is not implemented for `mill::Sack`\n', 'rust/trait-bound'],
  ])('what proves no failure is told as possible: %s', async (text, pattern) => {
    const { diagnoses, possible } = await diagnoseText(text, 'p.txt');
    expect([...diagnoses, ...(possible ?? [])]).toMatchObject([{ pattern }]);
  });

  it('the last word of a logger says that it failed, and the line above it why', async () => {
    const { unknown } = await diagnoseText(
      'mkdir /run/user/1000: permission denied\nERRO[0000] exit status 1',
      'p.txt',
    );
    expect(unknown[0]?.evidence[0]?.text).toBe('mkdir /run/user/1000: permission denied');
  });
});
