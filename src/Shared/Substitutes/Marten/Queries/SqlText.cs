using System.Text;
using Npgsql;

namespace Marten.Queries;

/// <summary>Turns the callers' placeholders into PostgreSQL's positional parameters.</summary>
internal static class SqlText
{
    public const char DefaultPlaceholder = '?';

    /// <summary>Every placeholder character counts, also inside a literal: choose another one where <c>?</c> is an operator.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer placeholders than values.</exception>
    public static string Bind(string sql, char placeholder, object?[] values, NpgsqlParameterCollection parameters)
    {
        var used = sql.AsSpan().Count(placeholder);
        if (used != values.Length)
            throw new InvalidOperationException($"The SQL has {used} placeholders '{placeholder}' for {values.Length} parameters: {sql}");
        if (used == 0) return sql;

        var result = new StringBuilder(sql.Length + (2 * used));
        var next = 0;
        foreach (var character in sql)
        {
            if (character == placeholder) result.Append('$').Append(++next);
            else result.Append(character);
        }

        foreach (var value in values) parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return result.ToString();
    }
}
