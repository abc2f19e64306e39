import { describe, expect, it } from 'vitest';
import { runContextOf } from '../../src/settings/run-context.js';

const SHA = '4f2c9d1e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e';

describe('where a run takes place', () => {
  it('on GitLab: the pushed commit of a merge request, nested groups, the page of the job', () => {
    expect(
      runContextOf({
        GITLAB_CI: 'true',
        CI_SERVER_URL: 'https://git.acme.test',
        CI_PROJECT_PATH: 'acme/shop/orders',
        CI_COMMIT_SHA: 'a'.repeat(40),
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: SHA,
        CI_JOB_NAME: 'test 1/3',
        CI_JOB_URL: 'https://git.acme.test/acme/shop/orders/-/jobs/99',
        CI_MERGE_REQUEST_IID: '11',
      }),
    ).toEqual({
      repository: 'acme/shop/orders',
      serverUrl: 'https://git.acme.test',
      forge: 'gitlab',
      sha: SHA,
      job: 'test 1/3',
      pullRequest: 11,
      runUrl: 'https://git.acme.test/acme/shop/orders/-/jobs/99',
    });
    expect(runContextOf({ GITLAB_CI: 'true', CI_COMMIT_SHA: SHA, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '' }).sha).toBe(
      SHA,
    );
  });

  it('on Jenkins, Buildkite, CircleCI and Azure', () => {
    expect(
      runContextOf({
        JENKINS_URL: 'https://ci.acme.test/',
        GIT_URL: 'git@github.com:acme/orders.git',
        GIT_COMMIT: SHA,
        STAGE_NAME: 'Test',
        JOB_NAME: 'orders/PR-7',
        CHANGE_ID: '7',
        BUILD_URL: 'https://ci.acme.test/job/orders/job/PR-7/3/',
      }),
    ).toEqual({
      repository: 'acme/orders',
      serverUrl: 'https://github.com',
      sha: SHA,
      job: 'Test',
      workflow: 'orders/PR-7',
      pullRequest: 7,
      runUrl: 'https://ci.acme.test/job/orders/job/PR-7/3/',
    });
    expect(
      runContextOf({
        BUILDKITE: 'true',
        BUILDKITE_REPO: 'https://user:secret@github.com/acme/orders.git',
        BUILDKITE_COMMIT: SHA,
        BUILDKITE_LABEL: ':rust: test',
        BUILDKITE_PULL_REQUEST: 'false',
        BUILDKITE_BUILD_URL: 'https://buildkite.com/acme/orders/builds/5',
        BUILDKITE_JOB_ID: '0190-aa',
      }),
    ).toEqual({
      repository: 'acme/orders',
      serverUrl: 'https://github.com',
      sha: SHA,
      job: ':rust: test',
      runUrl: 'https://buildkite.com/acme/orders/builds/5#0190-aa',
    });
    expect(
      runContextOf({
        CIRCLECI: 'true',
        CIRCLE_REPOSITORY_URL: 'https://bitbucket.org/acme/orders',
        CIRCLE_SHA1: SHA,
        CIRCLE_JOB: 'test',
        CIRCLE_PULL_REQUEST: 'https://bitbucket.org/acme/orders/pull-requests/12',
        CIRCLE_BUILD_URL: 'https://circleci.com/gh/acme/orders/7',
      }),
    ).toEqual({ sha: SHA, job: 'test', pullRequest: 12, runUrl: 'https://circleci.com/gh/acme/orders/7' });
    expect(
      runContextOf({
        TF_BUILD: 'True',
        BUILD_REPOSITORY_URI: 'https://gitlab.com/acme/orders.git',
        BUILD_SOURCEVERSION: 'a'.repeat(40),
        SYSTEM_PULLREQUEST_SOURCECOMMITID: SHA,
        SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: '7',
        SYSTEM_JOBDISPLAYNAME: 'Tests on Linux',
        SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: 'https://dev.azure.com/acme/',
        SYSTEM_TEAMPROJECT: 'Order service',
        BUILD_BUILDID: '31',
      }),
    ).toEqual({
      repository: 'acme/orders',
      serverUrl: 'https://gitlab.com',
      forge: 'gitlab',
      sha: SHA,
      job: 'Tests on Linux',
      pullRequest: 7,
      runUrl: 'https://dev.azure.com/acme/Order%20service/_build/results?buildId=31',
    });
  });

  it('is not known where no system says so, and no address is believed that is none', () => {
    expect(runContextOf({ CI: 'true' })).toEqual({});
    expect(runContextOf({ GITLAB_CI: 'true', CI_JOB_URL: 'javascript:alert(1)' })).toEqual({ forge: 'gitlab' });
    for (const GIT_URL of [
      '',
      '/srv/git/orders.git',
      'file:///x/y',
      'git@github.com.evil:orders',
      'https://github.com/x',
    ])
      expect(runContextOf({ JENKINS_URL: 'x', GIT_URL }), GIT_URL).toEqual({});
  });
});
