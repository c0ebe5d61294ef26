// The same NDJSON feeds into a table with the same key by a prepared upsert: arguments are the database and the feeds.
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const Database = require('better-sqlite3');
const [file, ...feeds] = process.argv.slice(2);
const db = new Database(file);
db.pragma('journal_mode = wal');
db.pragma('synchronous = normal');
db.exec('create table t (source text, external_id text, number text, name text, country text, email text, phone text, address text, primary key (source, external_id))');
const upsert = db.prepare(
  'insert into t values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set number = excluded.number, name = excluded.name, country = excluded.country, email = excluded.email, phone = excluded.phone, address = excluded.address');

(async () => {
  db.exec('begin');
  for (const feed of feeds) {
    const source = path.basename(feed, '.ndjson');
    for await (const line of readline.createInterface({ input: fs.createReadStream(feed, { highWaterMark: 1 << 18 }) })) {
      const row = JSON.parse(line);
      upsert.run(source, row.id, row.number, row.name, row.country, row.email, row.phone, row.address);
    }
  }
  db.exec('commit');
  console.log(db.prepare('select count(*) as n from t').get().n, 'rows');
  db.close();
})();
