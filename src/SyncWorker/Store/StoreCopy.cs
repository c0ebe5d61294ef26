using System.Data;
using System.Data.Common;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace SyncWorker.Store;

/// <param name="Table">Its name.</param>
/// <param name="Rows">How many were copied.</param>
sealed record CopiedTable(string Table, long Rows);

/// <summary>
/// Copies a store from one engine to the other, table by table, as it is at one moment. The model is the same for both, so the copy holds the
/// same rows; that it does is proved by count and hash, read back from where they were written.
/// </summary>
static class StoreCopy
{
    /// <summary>Of a shared store alone: who works on it now.</summary>
    static readonly string[] s_notCopied = ["turns", "workers"];

    /// <param name="from">Only read.</param>
    /// <param name="to">Up to date; what is in it is replaced, in one transaction.</param>
    /// <param name="cancellationToken">Ends it, and nothing is written.</param>
    /// <exception cref="StoreRefusedException">What was read back differs from what was read: nothing is kept.</exception>
    public static IReadOnlyList<CopiedTable> Run(SyncDb from, SyncDb to, CancellationToken cancellationToken = default)
    {
        var (source, target) = (Open(from), Open(to));
        using var reading = source.BeginTransaction(from is PostgresSyncDb ? IsolationLevel.RepeatableRead : IsolationLevel.Serializable);
        using var writing = target.BeginTransaction();
        MayStandStill(from, source, reading);
        MayStandStill(to, target, writing);
        var tables = Tables(to);
        foreach (var table in Enumerable.Reverse(tables))
        {
            Run(target, writing, $"delete from {table.Name}");
        }

        var copied = new List<CopiedTable>();
        foreach (var table in tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (rows, hash) = Copy(source, reading, target, writing, table);
            if (Hash(target, writing, table) != (rows, hash))
            {
                throw new StoreRefusedException(
                    $"The copy of {table.Name} does not hold what was read ({rows} rows). Nothing was changed; try again, and look at the disk."
                );
            }

            copied.Add(new(table.Name, rows));
        }

        if (to is PostgresSyncDb)
        {
            CountOn(source, reading, target, writing, tables);
        }

        writing.Commit();
        return copied;
    }

    // Each waits while the other's rows are read and hashed.
    static void MayStandStill(SyncDb db, DbConnection connection, DbTransaction transaction)
    {
        if (db is PostgresSyncDb)
        {
            Run(connection, transaction, $"set local {PostgresEngine.StandstillSetting} = 0");
        }
    }

    static DbConnection Open(SyncDb db)
    {
        db.Database.OpenConnection();
        return db.Database.GetDbConnection();
    }

    /// <summary>Those that others refer to first.</summary>
    static List<Table> Tables(SyncDb db)
    {
        var waiting = db.Model.GetEntityTypes().Where(entity => !s_notCopied.Contains(entity.GetTableName())).ToList();
        var done = new List<IEntityType>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(entity =>
                entity.GetForeignKeys().All(key => key.PrincipalEntityType == entity || done.Contains(key.PrincipalEntityType))
            );
            waiting.Remove(next);
            done.Add(next);
        }

        return done.ConvertAll(Table.Of);
    }

    static (long Rows, ulong Hash) Copy(DbConnection source, DbTransaction reading, DbConnection target, DbTransaction writing, Table table)
    {
        using var rows = Select(source, reading, table);
        using var writer = RowWriter.Open(target, writing, table);
        var sum = new RowHash();
        var values = new object?[table.Columns.Count];
        while (rows.Read())
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = table.Columns[i].Read(rows, i);
            }

            sum.Add(values);
            writer.Write(values);
        }

        writer.Complete();
        return (sum.Rows, sum.Hash);
    }

    static (long Rows, ulong Hash) Hash(DbConnection db, DbTransaction transaction, Table table)
    {
        using var rows = Select(db, transaction, table);
        var sum = new RowHash();
        var values = new object?[table.Columns.Count];
        while (rows.Read())
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = table.Columns[i].Read(rows, i);
            }

            sum.Add(values);
        }

        return (sum.Rows, sum.Hash);
    }

    /// <summary>The next row that the program adds gets a number that no row had, also of those that are gone.</summary>
    static void CountOn(DbConnection source, DbTransaction reading, DbConnection target, DbTransaction writing, List<Table> tables)
    {
        foreach (var table in tables.Where(table => table.Counts))
        {
            using var last = Command(
                source,
                reading,
                source is NpgsqlConnection
                    ? $"select coalesce(max(id), 0) from {table.Name}"
                    : $"select max(coalesce((select seq from sqlite_sequence where name = '{table.Name}'), 0), coalesce((select max(Id) from {table.Name}), 0))"
            );
            var newest = Convert.ToInt64(last.ExecuteScalar(), CultureInfo.InvariantCulture);
            Run(
                target,
                writing,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"select setval(pg_get_serial_sequence('{table.Name}', 'id'), {Math.Max(newest, 1)}, {(newest > 0 ? "true" : "false")})"
                )
            );
        }
    }

    // The reader keeps its command: disposed of before, SQLite's would end the reader.
    static DbDataReader Select(DbConnection db, DbTransaction transaction, Table table) =>
        Command(db, transaction, $"select {table.List(db)} from {table.Name}").ExecuteReader(CommandBehavior.SequentialAccess);

    static void Run(DbConnection db, DbTransaction transaction, string sql)
    {
        using var command = Command(db, transaction, sql);
        command.ExecuteNonQuery();
    }

    static DbCommand Command(DbConnection db, DbTransaction transaction, string sql)
    {
        var command = db.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: names of the program's own model
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    enum Kind
    {
        Number,
        Real,
        Text,
        Bytes,
    }

    /// <param name="Name">As the model has it; small letters on PostgreSQL.</param>
    /// <param name="Kind">What it holds on both engines.</param>
    /// <param name="IsSmall">A number of 32 bits where the engine tells the two apart.</param>
    sealed record Column(string Name, Kind Kind, bool IsSmall)
    {
        public void Write(NpgsqlBinaryImporter import, object value)
        {
            switch (Kind)
            {
                case Kind.Number when IsSmall:
                    import.Write((int)(long)value, NpgsqlDbType.Integer);
                    break;
                case Kind.Number:
                    import.Write((long)value, NpgsqlDbType.Bigint);
                    break;
                case Kind.Real:
                    import.Write((double)value, NpgsqlDbType.Double);
                    break;
                case Kind.Bytes:
                    import.Write((byte[])value, NpgsqlDbType.Bytea);
                    break;
                default:
                    import.Write((string)value, NpgsqlDbType.Text);
                    break;
            }
        }

        public object? Read(DbDataReader row, int column) =>
            row.IsDBNull(column)
                ? null
                : Kind switch
                {
                    Kind.Number => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture),
                    Kind.Real => row.GetDouble(column),
                    Kind.Bytes => row.GetFieldValue<byte[]>(column),
                    _ => row.GetString(column),
                };
    }

    /// <param name="Name">Of the table.</param>
    /// <param name="Columns">Those that both engines have.</param>
    /// <param name="Counts">Its numbers are given by the engine.</param>
    sealed record Table(string Name, IReadOnlyList<Column> Columns, bool Counts)
    {
        public static Table Of(IEntityType entity) =>
            new(
                entity.GetTableName()!,
                [
                    .. entity
                        .GetProperties()
                        .Where(property => !property.IsShadowProperty())
                        .Select(property => new Column(property.Name, KindOf(property), property.GetColumnType() == "integer"))
                        .OrderBy(column => column.Name, StringComparer.Ordinal),
                ],
                entity.FindPrimaryKey()!.Properties is [{ Name: "Id", ValueGenerated: ValueGenerated.OnAdd }]
            );

        /// <summary>The columns in the order of <see cref="Columns"/>, in quotes: some are words of SQL.</summary>
        public string List(DbConnection db) => string.Join(", ", Columns.Select(column => Quoted(column.Name, db)));

#pragma warning disable CA1308 // Normalize strings to uppercase: PostgreSQL folds names to small letters
        static string Quoted(string name, DbConnection db) => $"\"{(db is NpgsqlConnection ? name.ToLowerInvariant() : name)}\"";
#pragma warning restore CA1308

        static Kind KindOf(IProperty property)
        {
            var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            type = Nullable.GetUnderlyingType(type) ?? type;
            return type == typeof(string) || type == typeof(DateOnly) ? Kind.Text
                : type == typeof(byte[]) ? Kind.Bytes
                : type == typeof(double) ? Kind.Real
                : Kind.Number;
        }
    }

    /// <summary>The same for the same rows in any order.</summary>
    sealed class RowHash
    {
        readonly XxHash3 _hash = new();

        public long Rows { get; private set; }

        public ulong Hash { get; private set; }

        public void Add(object?[] values)
        {
            foreach (var value in values)
            {
                switch (value)
                {
                    case null:
                        _hash.Append([0]);
                        break;
                    case long number:
                        _hash.Append([1, .. BitConverter.GetBytes(number)]);
                        break;
                    case double number:
                        _hash.Append([2, .. BitConverter.GetBytes(number)]);
                        break;
                    case byte[] bytes:
                        _hash.Append([3, .. BitConverter.GetBytes(bytes.Length)]);
                        _hash.Append(bytes);
                        break;
                    case string text:
                        var utf8 = Encoding.UTF8.GetBytes(text);
                        _hash.Append([4, .. BitConverter.GetBytes(utf8.Length)]);
                        _hash.Append(utf8);
                        break;
                    default:
                        throw new InvalidOperationException(value.GetType().Name);
                }
            }

            Rows++;
            Hash = unchecked(Hash + _hash.GetCurrentHashAsUInt64());
            _hash.Reset();
        }
    }

    /// <summary>Writes rows the way that is quick for the engine: one prepared insert, or COPY.</summary>
    abstract class RowWriter : IDisposable
    {
        public static RowWriter Open(DbConnection db, DbTransaction transaction, Table table) =>
            db is NpgsqlConnection postgres
                ? new CopyWriter(postgres.BeginBinaryImport($"copy {table.Name} ({table.List(db)}) from stdin (format binary)"), table)
                : new InsertWriter(db, transaction, table);

        public abstract void Write(object?[] values);

        public abstract void Complete();

        public abstract void Dispose();
    }

    sealed class CopyWriter(NpgsqlBinaryImporter import, Table table) : RowWriter
    {
        public override void Write(object?[] values)
        {
            import.StartRow();
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] is { } value)
                {
                    table.Columns[i].Write(import, value);
                }
                else
                {
                    import.WriteNull();
                }
            }
        }

        public override void Complete() => import.Complete();

        public override void Dispose() => import.Dispose();
    }

    sealed class InsertWriter : RowWriter
    {
        readonly DbCommand _insert;

        public InsertWriter(DbConnection db, DbTransaction transaction, Table table)
        {
            _insert = Command(
                db,
                transaction,
                $"insert into {table.Name} ({table.List(db)}) values ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i.ToString(CultureInfo.InvariantCulture)}"))})"
            );
            for (var i = 0; i < table.Columns.Count; i++)
            {
                var parameter = _insert.CreateParameter();
                parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
                _insert.Parameters.Add(parameter);
            }
        }

        public override void Write(object?[] values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                _insert.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            _insert.ExecuteNonQuery();
        }

        public override void Complete() { }

        public override void Dispose() => _insert.Dispose();
    }
}
