// nodemailer's pool of one connection: arguments are port, mails, the files with the text and the HTML part.
const fs = require('fs');
const net = require('net');
const nodemailer = require('nodemailer');
const [port, count, textFile, htmlFile] = process.argv.slice(2);
const text = fs.readFileSync(textFile, 'utf8');
const html = fs.readFileSync(htmlFile, 'utf8');
// Without TCP_NODELAY it stalls on each message over 4 KB (22 a second): it is given a socket that has it, as ours has.
const getSocket = (options, done) => {
  const socket = net.connect(options.port, options.host, () => done(null, { connection: socket }));
  socket.setNoDelay(true);
};
const pool = nodemailer.createTransport({ pool: true, maxConnections: 1, maxMessages: Infinity, host: '127.0.0.1', port: Number(port), secure: false, ignoreTLS: true, getSocket });
const mails = Number(count);
let sent = 0;
let begun = 0;
const started = process.hrtime.bigint();

function feed() {
  while (pool.isIdle() && begun < mails) {
    begun++;
    pool.sendMail(
      { from: { name: 'Bộ phận nhắc việc', address: 'nhacviec@example.org' }, to: { name: 'Đồng chí', address: 'bca01@example.org' }, subject: '[Nhắc việc] T2 06/07/2026: 3 ngày cần chuẩn bị', text, html },
      (error) => {
        if (error) throw error;
        if (++sent === mails) {
          console.log(Number(process.hrtime.bigint() - started) / 1e9);
          pool.close();
        }
      });
  }
}

pool.on('idle', feed);
feed();
