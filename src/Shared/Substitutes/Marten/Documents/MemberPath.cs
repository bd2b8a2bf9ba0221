using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;

namespace Marten.Documents;

/// <summary>A member of a document, possibly nested: <c>x => x.Address.City</c>.</summary>
internal sealed class MemberPath
{
    private MemberPath(IReadOnlyList<MemberInfo> members)
    {
        Members = members;
        ColumnName = string.Join('_', members.Select(m => SnakeCase(m.Name)));
    }

    public IReadOnlyList<MemberInfo> Members { get; }

    public string ColumnName { get; }

    public Type Type => TypeOf(Members[^1]);

    public static MemberPath Of(LambdaExpression expression)
    {
        var members = new Stack<MemberInfo>();
        var node = expression.Body;
        while (true)
        {
            switch (node)
            {
                case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } conversion:
                    node = conversion.Operand;
                    continue;
                case MemberExpression access:
                    members.Push(access.Member);
                    node = access.Expression;
                    continue;
                case ParameterExpression when members.Count > 0:
                    return new MemberPath([.. members]);
                default:
                    throw new ArgumentException($"'{expression}' does not name a member of the document.", nameof(expression));
            }
        }
    }

    /// <summary>The SQL that reads this member from the column <c>data</c>, as text.</summary>
    public string JsonText(Serializer serializer) => Read(serializer, " ->> '");

    /// <summary>The SQL that reads this member from the column <c>data</c>, as JSON.</summary>
    public string Json(Serializer serializer) => Read(serializer, " -> '");

    /// <summary>A reader that answers null when any step of the path is null.</summary>
    public Func<TDoc, object?> CompileGetter<TDoc>()
    {
        var document = Expression.Parameter(typeof(TDoc), "document");
        return FirstUse.Compile(Expression.Lambda<Func<TDoc, object?>>(Read(document, 0), document));
    }

    public static Type TypeOf(MemberInfo member) =>
        member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    public static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && name[i - 1] != '_') result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }

    private string Read(Serializer serializer, string last)
    {
        var sql = new StringBuilder("data");
        for (var i = 0; i < Members.Count; i++)
        {
            var name = Members[i].GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? serializer.NameOf(Members[i].Name);
            sql.Append(i == Members.Count - 1 ? last : " -> '").Append(name.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        }

        return sql.ToString();
    }

    private Expression Read(Expression owner, int step)
    {
        var value = Expression.MakeMemberAccess(owner, Members[step]);
        if (step == Members.Count - 1) return Expression.Convert(value, typeof(object));

        var held = Expression.Variable(value.Type);
        var rest = Read(held, step + 1);
        if (value.Type.IsValueType) return Expression.Block([held], Expression.Assign(held, value), rest);
        var whenNull = Expression.Constant(null, typeof(object));
        var isNull = Expression.ReferenceEqual(held, Expression.Constant(null, value.Type));
        return Expression.Block([held], Expression.Assign(held, value), Expression.Condition(isNull, whenNull, rest));
    }
}
