using BadExamples.Wall03.Sales.Domain;

namespace BadExamples.Wall03.Sales.Contracts.Events
{
    public record OpenRecord(Guid OrderId);

    public sealed class NotARecord;

    public sealed record WithAnEntity(Customer Customer);

    public sealed record WithASetter
    {
        public Guid OrderId { get; set; }
    }

    public sealed record WithAPasswordHash(Guid AccountId, string PasswordHash);

    public sealed record WithAResetToken(Guid AccountId, string ResetToken);

    public sealed record WithoutAlias(Guid OrderId);

    public sealed record WithAnAliasOfAnotherModule(Guid OrderId)
    {
        public const string Alias = "stock.with-an-alias-of-another-module.v1";
    }

    public sealed record WithAnAliasWithoutVersion(Guid OrderId)
    {
        public const string Alias = "sales.with-an-alias-without-version";
    }

    public sealed record Shipped(Guid OrderId)
    {
        public const string Alias = "sales.shipped.v1";
    }
}

namespace BadExamples.Wall03.Sales.Domain
{
    public sealed class Customer;
}
