namespace ClarityConnect.Workflows.Console.Drawings;

/// <summary>A step in a picture.</summary>
/// <param name="Id">The activity's id.</param>
/// <param name="Lines">Its name, in lines that fit.</param>
/// <param name="Kind">What it does: "start", "system", "stop" or "step"; the style sheet colours it.</param>
public sealed record FlowBox(string Id, IReadOnlyList<string> Lines, string Kind)
{
    /// <summary>The left edge.</summary>
    public double X { get; init; }

    /// <summary>The upper edge.</summary>
    public double Y { get; init; }

    /// <summary>The width.</summary>
    public double Width { get; init; }

    /// <summary>The height.</summary>
    public double Height { get; init; }

    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The lower edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>The middle from left to right.</summary>
    public double MiddleX => X + (Width / 2);

    /// <summary>The middle from top to bottom.</summary>
    public double MiddleY => Y + (Height / 2);
}
