namespace BadExamples.Wall02.Stock.Domain;

internal static class Shelf
{
    public static int Pieces => Environment.ProcessorCount;
}
