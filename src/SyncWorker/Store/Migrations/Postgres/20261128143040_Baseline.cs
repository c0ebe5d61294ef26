using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SyncWorker.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Baseline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "answers",
                columns: table => new
                {
                    reminder = table.Column<long>(type: "bigint", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    on = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answers", x => new { x.reminder, x.action });
                });

            migrationBuilder.CreateTable(
                name: "approved_mailboxes",
                columns: table => new
                {
                    recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    approvedat = table.Column<long>(type: "bigint", nullable: false),
                    approvedby = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approved_mailboxes", x => new { x.recipient, x.address });
                });

            migrationBuilder.CreateTable(
                name: "changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    field = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    old = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    @new = table.Column<string>(name: "new", type: "text", nullable: true, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    run = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "countries",
                columns: table => new
                {
                    iso2 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    namevi = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    nameen = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    nationalday = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    nationaldayyear = table.Column<int>(type: "integer", nullable: true),
                    relationsdate = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    department = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fields = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    changedrun = table.Column<long>(type: "bigint", nullable: false),
                    changedat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_countries", x => x.iso2);
                });

            migrationBuilder.CreateTable(
                name: "dead_addresses",
                columns: table => new
                {
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    confirmedat = table.Column<long>(type: "bigint", nullable: true),
                    confirmedby = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dead_addresses", x => x.address);
                });

            migrationBuilder.CreateTable(
                name: "dirty_ranges",
                columns: table => new
                {
                    first = table.Column<long>(type: "bigint", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dirty_ranges", x => x.first);
                });

            migrationBuilder.CreateTable(
                name: "facts",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facts", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "feeds",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    etag = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lastmodified = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    confighash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    health = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    lastgoodat = table.Column<long>(type: "bigint", nullable: true),
                    lastgoodrun = table.Column<long>(type: "bigint", nullable: true),
                    lastfullat = table.Column<long>(type: "bigint", nullable: true),
                    badruns = table.Column<int>(type: "integer", nullable: false),
                    askagainat = table.Column<long>(type: "bigint", nullable: true),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    understood = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feeds", x => x.source);
                });

            migrationBuilder.CreateTable(
                name: "fingerprints",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    keyhash = table.Column<long>(type: "bigint", nullable: false),
                    rawhash = table.Column<long>(type: "bigint", nullable: false),
                    recordhash = table.Column<long>(type: "bigint", nullable: false),
                    marks = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fingerprints", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "frozen_figures",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    on = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    why = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    figures = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_frozen_figures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "holds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    what = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: true),
                    releasedat = table.Column<long>(type: "bigint", nullable: true),
                    releasedby = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    words = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    handledat = table.Column<long>(type: "bigint", nullable: false),
                    on = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sender = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    recipient = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    outboxid = table.Column<long>(type: "bigint", nullable: true),
                    textvi = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    texten = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    confirmedin = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "links",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    partnerid = table.Column<long>(type: "bigint", nullable: true),
                    ownpartnerid = table.Column<long>(type: "bigint", nullable: true),
                    score = table.Column<double>(type: "double precision", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decision = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<long>(type: "bigint", nullable: false),
                    missing = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    copies = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    salutation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    usefuluntil = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    leaseowner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    leaseuntil = table.Column<long>(type: "bigint", nullable: true),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    nexttryat = table.Column<long>(type: "bigint", nullable: true),
                    repeats = table.Column<int>(type: "integer", nullable: false),
                    messageid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    message = table.Column<byte[]>(type: "bytea", nullable: true),
                    createdrun = table.Column<long>(type: "bigint", nullable: false),
                    createdat = table.Column<long>(type: "bigint", nullable: false),
                    sentat = table.Column<long>(type: "bigint", nullable: true),
                    frozenat = table.Column<long>(type: "bigint", nullable: true),
                    handedoverat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partners",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    registerid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    namevi = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    nameen = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    country = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    province = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fields = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    successorid = table.Column<long>(type: "bigint", nullable: true),
                    createdrun = table.Column<long>(type: "bigint", nullable: false),
                    createdat = table.Column<long>(type: "bigint", nullable: false),
                    changedrun = table.Column<long>(type: "bigint", nullable: false),
                    changedat = table.Column<long>(type: "bigint", nullable: false),
                    missingsince = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_partners", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plans",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    counts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    items = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    heldat = table.Column<long>(type: "bigint", nullable: false),
                    expiresat = table.Column<long>(type: "bigint", nullable: false),
                    approvedby = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    approvedat = table.Column<long>(type: "bigint", nullable: true),
                    appliedrun = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quarantine",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    position = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    raw = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reasons = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<long>(type: "bigint", nullable: false),
                    firstrun = table.Column<long>(type: "bigint", nullable: false),
                    firstseenat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quarantine", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    startedat = table.Column<long>(type: "bigint", nullable: false),
                    endedat = table.Column<long>(type: "bigint", nullable: true),
                    asof = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    counts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "snapshot",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    externalid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<long>(type: "bigint", nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    position = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    changedrun = table.Column<long>(type: "bigint", nullable: false),
                    changedat = table.Column<long>(type: "bigint", nullable: false),
                    missingsince = table.Column<long>(type: "bigint", nullable: true),
                    missingruns = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_snapshot", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "turns",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_turns", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "workers",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    config = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    configat = table.Column<long>(type: "bigint", nullable: false),
                    startedat = table.Column<long>(type: "bigint", nullable: false),
                    seenat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    outboxid = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    transport = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    replycode = table.Column<int>(type: "integer", nullable: true),
                    replytext = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempts", x => x.id);
                    table.ForeignKey(
                        name: "FK_attempts_outbox_outboxid",
                        column: x => x.outboxid,
                        principalTable: "outbox",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    rule = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    step = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sendon = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    facts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    usefuluntil = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    snoozeduntil = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    outboxid = table.Column<long>(type: "bigint", nullable: true),
                    createdrun = table.Column<long>(type: "bigint", nullable: false),
                    changedrun = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger", x => x.id);
                    table.ForeignKey(
                        name: "FK_ledger_outbox_outboxid",
                        column: x => x.outboxid,
                        principalTable: "outbox",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    externalid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    partnerid = table.Column<long>(type: "bigint", nullable: true),
                    otherpartnerid = table.Column<long>(type: "bigint", nullable: true),
                    field = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    who = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    why = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    undoneat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decisions", x => x.id);
                    table.ForeignKey(
                        name: "FK_decisions_partners_otherpartnerid",
                        column: x => x.otherpartnerid,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_decisions_partners_partnerid",
                        column: x => x.partnerid,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "obligations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    partnerid = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    due = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    basis = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    receivedon = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    evidence = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    documentnumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    exemptreason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    extendedto = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    extensionreason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    response = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    createdat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_obligations", x => x.id);
                    table.ForeignKey(
                        name: "FK_obligations_partners_partnerid",
                        column: x => x.partnerid,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_attempts_outboxid",
                table: "attempts",
                column: "outboxid");

            migrationBuilder.CreateIndex(
                name: "IX_changes_subject_id",
                table: "changes",
                columns: new[] { "subject", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_decisions_otherpartnerid",
                table: "decisions",
                column: "otherpartnerid");

            migrationBuilder.CreateIndex(
                name: "IX_decisions_partnerid",
                table: "decisions",
                column: "partnerid");

            migrationBuilder.CreateIndex(
                name: "IX_decisions_source_externalid",
                table: "decisions",
                columns: new[] { "source", "externalid" });

            migrationBuilder.CreateIndex(
                name: "IX_fingerprints_source",
                table: "fingerprints",
                column: "source");

            migrationBuilder.CreateIndex(
                name: "IX_frozen_figures_period_id",
                table: "frozen_figures",
                columns: new[] { "period", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_hash",
                table: "inbox",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_key",
                table: "inbox",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inbox_recipient_confirmedin",
                table: "inbox",
                columns: new[] { "recipient", "confirmedin" },
                filter: "textvi is not null");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_outboxid",
                table: "ledger",
                column: "outboxid");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_rule_subject_period_step_recipient_day",
                table: "ledger",
                columns: new[] { "rule", "subject", "period", "step", "recipient", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ledger_state_sendon",
                table: "ledger",
                columns: new[] { "state", "sendon" });

            migrationBuilder.CreateIndex(
                name: "IX_links_partnerid",
                table: "links",
                column: "partnerid");

            migrationBuilder.CreateIndex(
                name: "IX_links_review",
                table: "links",
                column: "id",
                filter: "decision = 'Review'");

            migrationBuilder.CreateIndex(
                name: "IX_obligations_partnerid_code_period",
                table: "obligations",
                columns: new[] { "partnerid", "code", "period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_recipient_day_kind",
                table: "outbox",
                columns: new[] { "recipient", "day", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_state_nexttryat",
                table: "outbox",
                columns: new[] { "state", "nexttryat" });

            migrationBuilder.CreateIndex(
                name: "IX_partners_kind_country",
                table: "partners",
                columns: new[] { "kind", "country" });

            migrationBuilder.CreateIndex(
                name: "IX_partners_registerid",
                table: "partners",
                column: "registerid");

            migrationBuilder.CreateIndex(
                name: "IX_plans_hash",
                table: "plans",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quarantine_source_position_hash",
                table: "quarantine",
                columns: new[] { "source", "position", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_runs_stage_subject_id",
                table: "runs",
                columns: new[] { "stage", "subject", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_activity",
                table: "snapshot",
                column: "kind",
                filter: "kind = 'activity'");

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_country",
                table: "snapshot",
                column: "kind",
                filter: "kind = 'country'");

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_document",
                table: "snapshot",
                column: "kind",
                filter: "kind = 'document'");

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_event",
                table: "snapshot",
                column: "kind",
                filter: "kind = 'event'");

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_missingsince",
                table: "snapshot",
                column: "missingsince",
                filter: "missingsince is not null");

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_source_externalid",
                table: "snapshot",
                columns: new[] { "source", "externalid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_unit_figures",
                table: "snapshot",
                column: "kind",
                filter: "kind = 'unit_figures'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropTable(
                name: "approved_mailboxes");

            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "changes");

            migrationBuilder.DropTable(
                name: "countries");

            migrationBuilder.DropTable(
                name: "dead_addresses");

            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropTable(
                name: "dirty_ranges");

            migrationBuilder.DropTable(
                name: "facts");

            migrationBuilder.DropTable(
                name: "feeds");

            migrationBuilder.DropTable(
                name: "fingerprints");

            migrationBuilder.DropTable(
                name: "frozen_figures");

            migrationBuilder.DropTable(
                name: "holds");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "ledger");

            migrationBuilder.DropTable(
                name: "links");

            migrationBuilder.DropTable(
                name: "obligations");

            migrationBuilder.DropTable(
                name: "plans");

            migrationBuilder.DropTable(
                name: "quarantine");

            migrationBuilder.DropTable(
                name: "runs");

            migrationBuilder.DropTable(
                name: "snapshot");

            migrationBuilder.DropTable(
                name: "turns");

            migrationBuilder.DropTable(
                name: "workers");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "partners");
        }
    }
}
