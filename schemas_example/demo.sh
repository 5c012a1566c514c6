#!/usr/bin/env bash
# Walks through schemac on SQLite, in a temporary folder: from a schema to a database, through a change, and back to
# a schema. Needs `schemac` on the PATH, and nothing else.
set -euo pipefail

example=$(cd "$(dirname "$0")/blog-yaml" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset DATABASE_URL SCHEMAC_URL
export NO_COLOR=1

say() {
    printf '\n# %s\n' "$*"
}

run() {
    local word line='$'
    for word in "$@"; do
        case $word in
        *\'*) line="$line \"$word\"" ;;
        *[!A-Za-z0-9_./:=-]*) line="$line '$word'" ;;
        *) line="$line $word" ;;
        esac
    done
    printf '\n%s\n' "$line"
    "$@"
}

say 'A project is a project file and schema files. This one is a blog; its migrations are left out, to make them here.'
mkdir "$folder/blog"
cp -r "$example/schemac.yaml" "$example/schema" "$folder/blog/"
cd "$folder/blog"
run cat schemac.yaml
run cat schema/blog.yaml

say 'Is it sound? And if so, what SQL is it? `generate` writes the way there, the way back, and a snapshot.'
run schemac validate
run schemac generate
run cat migrations/sqlite/*_initial.sql

cat > query.py <<'PYTHON'
import sqlite3
import sys

connection = sqlite3.connect("blog.db")
with connection:
    for row in connection.execute(sys.argv[1]):
        print(*row, sep=" | ")
connection.close()
PYTHON

say 'The database is a file here: see `environments:` above. `apply` runs what it has not had yet.'
run schemac apply
run schemac status
run cat query.py
run python3 query.py "insert into authors (email, name, bio) values ('ada@example.com', 'Ada', 'Writes about engines.')"
run python3 query.py "insert into posts (author_id, slug, title, status) values (1, 'first', 'A first post', 'published')"

say 'The schema changes: `bio` is called `about` from now on, and posts have comments.'
run sed -i.old 's/bio: text?.*/about: {type: text, nullable: true, renamed_from: bio}/' schema/blog.yaml
printf '\n$ cat > schema/comments.yaml\n'
tee schema/comments.yaml <<'YAML'
schemac: 1

tables:
  comments:
    mixins: [timestamps]
    columns:
      id: {type: bigint, identity: always}
      post_id: {type: bigint, index: true, references: {table: posts, on_delete: cascade}}
      body: {type: text, check: body <> ''}
    primary_key: id
YAML

say 'Only the difference becomes SQL.'
run schemac generate --name comments
run cat migrations/sqlite/*_comments.sql
run cat migrations/sqlite/*_comments.down.sql
run schemac apply
run schemac check

say 'The rows are still there, and the new table works.'
run python3 query.py "insert into comments (post_id, body) values (1, 'Well said.')"
run python3 query.py "select p.title, a.name, a.about, c.body from posts p join authors a on a.id = p.author_id join comments c on c.post_id = p.id"

say 'Is the database what the schema says? And what does it look like, read back?'
run schemac diff --from env:dev --to schema --exit-code
run schemac introspect --to-yaml -

say 'And back by one step.'
run schemac rollback --yes
run schemac status
