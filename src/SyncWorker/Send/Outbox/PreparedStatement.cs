using System.Data.Common;

namespace SyncWorker.Send.Outbox;

/// <summary>One statement of an open connection, prepared once: the steps of a mail run thousands of times.</summary>
sealed class PreparedStatement : IDisposable
{
    readonly DbCommand _command;

    /// <param name="connection">Open, and left open.</param>
    /// <param name="sql">A constant, never a text made of data.</param>
    /// <param name="names">Its parameters, in the order in which <see cref="Run"/> is given their values.</param>
    public PreparedStatement(DbConnection connection, string sql, params ReadOnlySpan<string> names)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: see the parameter
        _command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in names)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>Runs it within the transaction that is open on its connection, and returns how many rows it changed.</summary>
    public int Run(DbTransaction transaction, params ReadOnlySpan<object?> values)
    {
        Bind(transaction, values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Asks it, outside of any transaction, whether there is such a row.</summary>
    public bool Finds(params ReadOnlySpan<object?> values)
    {
        Bind(null, values);
        return _command.ExecuteScalar() is not null;
    }

    public void Dispose() => _command.Dispose();

    void Bind(DbTransaction? transaction, ReadOnlySpan<object?> values)
    {
        _command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
