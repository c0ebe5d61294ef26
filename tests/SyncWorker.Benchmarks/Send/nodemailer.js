// nodemailer's pool of one connection: arguments are nodelay or as-it-comes, port, mails, the files with the text and the HTML part.
const fs = require('fs');
const net = require('net');
const nodemailer = require('nodemailer');
const [mode, port, count, textFile, htmlFile] = process.argv.slice(2);
const text = fs.readFileSync(textFile, 'utf8');
const html = fs.readFileSync(htmlFile, 'utf8');
const options = { pool: true, maxConnections: 1, maxMessages: Infinity, host: '127.0.0.1', port: Number(port), secure: false, ignoreTLS: true };
if (mode === 'nodelay') {
  options.getSocket = (to, done) => {
    const socket = net.connect(to.port, to.host, () => done(null, { connection: socket }));
    socket.setNoDelay(true);
  };
}
const pool = nodemailer.createTransport(options);

function send(mails, done) {
  let begun = 0;
  let sent = 0;
  const feed = () => {
    while (pool.isIdle() && begun < mails) {
      begun++;
      pool.sendMail(
        { from: { name: 'Bộ phận nhắc việc', address: 'nhacviec@example.org' }, to: { name: 'Đồng chí', address: 'bca01@example.org' }, subject: '[Nhắc việc] T2 06/07/2026: 3 ngày cần chuẩn bị', text, html },
        (error) => {
          if (error) throw error;
          if (++sent === mails) {
            pool.removeListener('idle', feed);
            done();
          }
        });
    }
  };
  pool.on('idle', feed);
  feed();
}

// What is compiled first does not count.
send(Math.ceil(Number(count) / 5), () => {
  const started = process.hrtime.bigint();
  send(Number(count), () => {
    console.log(Number(process.hrtime.bigint() - started) / 1e9);
    pool.close();
  });
});
