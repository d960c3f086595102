namespace ClarityConnect.Workflows.Studio.Wire;

/// <summary>A whole list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">All of it.</param>
internal sealed record StudioList<T>(IReadOnlyList<T> Items)
{
    public int Count => Items.Count;
}
