"""A whole run on several workers and to object storage is the same run as on one machine."""

import json
import subprocess
import sys
from pathlib import Path

import obstore
import pytest
from obstore.store import from_url

from tests.support.bucket import a_bucket, surroundings
from tests.support.cluster import a_cluster
from tests.support.company import make_company

pytestmark = pytest.mark.xdist_group("scale")

DOCGEN = Path(sys.executable).with_name("docgen")


@pytest.fixture(autouse=True)
def bucket():
    with a_bucket() as variables, surroundings(variables):
        yield


def command(source, out, *options):
    given = [DOCGEN, "bulk", source, "--out", out, "--pack", "onepage", "--to", "html,docx"]
    return [*given, "--today", "2027-01-04", "--lang", "en", "--format", "json", *options]


def bulk(source, out, *options):
    done = subprocess.run(
        command(source, out, *options), capture_output=True, text=True, check=False, timeout=300
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def kill_after_first(source, out):
    """Begin a run and kill it when one document is made."""
    with subprocess.Popen(command(source, out), stdout=subprocess.PIPE, text=True) as begun:
        while '"made"' not in begun.stdout.readline():
            assert begun.poll() is None
        begun.kill()


def tree(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def objects(address):
    store = from_url(address)
    names = [each["path"] for found in obstore.list(store) for each in found]
    return {name: bytes(obstore.get(store, name).bytes()) for name in names}


def test_it_ends_in_a_bucket_as_in_a_folder_after_a_kill_and_with_many_workers(tmp_path):
    source = make_company(tmp_path / "company", 8)
    assert bulk(source, tmp_path / "here")[0] == 0
    kill_after_first(source, "s3://goals/year")
    with a_cluster(tmp_path) as cluster:
        options = ("--engine", "dask", "--scheduler", cluster.address)
        code, said, problems = bulk(source, "s3://goals/year", *options)
        assert (code, problems) == (0, "")
    assert objects("s3://goals/year") == tree(tmp_path / "here")
    assert said[-1]["made"] + said[-1]["kept"] == 8
    code, said, _ = bulk(source, "s3://goals/year")  # by one machine now, which finds everything in order
    assert (code, said[-1]["made"], said[-1]["kept"]) == (0, 0, 8)
    assert objects("s3://goals/year") == tree(tmp_path / "here")
