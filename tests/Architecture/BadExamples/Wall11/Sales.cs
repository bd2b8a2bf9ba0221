namespace BadExamples.Wall11;

internal static class JoinsAcross
{
    public const string Sql = "select d.data from sales.mt_doc_order d join stock.mt_doc_shelf s on s.id = d.id";
}

internal static class JoinsAcrossInPieces
{
    public static string Sql(string table) => $"select * from stock.{table} where id = ?";
}

internal static class JoinsAcrossQuoted
{
    public static string Sql() =>
        """
        delete from "stock"."shelf"
        where id = $1
        """;
}

internal sealed class StoresElsewhere
{
    public string? DatabaseSchemaName { get; set; }

    public static StoresElsewhere Configure() => new() { DatabaseSchemaName = "stock" };
}

internal static class NamesAPermission
{
    public const string Permission = "stock.read";
    public const string Alias = "stock.shelf-filled.v1";
}
