namespace BadExamples.Wall09;

internal sealed class Order(Guid id, Customer customer, IReadOnlyList<Shelf> shelves)
{
    public Guid Id { get; } = id;

    public decimal Total { get; set; }

    public Customer Customer { get; } = customer;

    public IReadOnlyList<Shelf> Shelves { get; } = shelves;
}

internal sealed class Customer
{
    public Guid Id { get; } = Guid.CreateVersion7();
}

internal sealed class Shelf
{
    public int Id { get; } = 1;
}
