using System.Globalization;

namespace ClarityConnect.Workflows.Console.Drawings;

/// <summary>The way of a connection between two boxes.</summary>
internal static class FlowPath
{
    private const double Reach = 16;
    private const double Bend = 8;

    /// <summary>Draws a connection.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="between">The height of the space between the rows, through which it goes to another row; null within a row.</param>
    /// <param name="label">The outcome.</param>
    public static FlowLine Between(FlowBox from, FlowBox to, double? between, string? label)
    {
        if (between is { } gap)
            return Line(Corners((from.Right, from.MiddleY), (from.Right + Reach, from.MiddleY), (from.Right + Reach, gap), (to.X - Reach, gap), (to.X - Reach, to.MiddleY), (to.X, to.MiddleY)), to, label);
        if (to.X >= from.Right)
        {
            // Near the target, so that branches of one step share their first part and labels stay readable.
            var turn = Math.Max(from.Right + Reach, to.X - Reach);
            return Line(
                Math.Abs(from.MiddleY - to.MiddleY) < 1
                    ? Corners((from.Right, from.MiddleY), (to.X, to.MiddleY))
                    : Corners((from.Right, from.MiddleY), (turn, from.MiddleY), (turn, to.MiddleY), (to.X, to.MiddleY)),
                to,
                label);
        }

        return to.Y >= from.Bottom || from.Y >= to.Bottom ? Upright(from, to, label) : Back(from, to, label);
    }

    private static FlowLine Upright(FlowBox from, FlowBox to, string? label)
    {
        var isDown = to.Y >= from.Bottom;
        var (start, end) = isDown ? (from.Bottom, to.Y) : (from.Y, to.Bottom);
        var middle = (start + end) / 2;
        var path = Math.Abs(from.MiddleX - to.MiddleX) < 1
            ? Corners((from.MiddleX, start), (to.MiddleX, end))
            : Corners((from.MiddleX, start), (from.MiddleX, middle), (to.MiddleX, middle), (to.MiddleX, end));
        return new FlowLine(path, label, from.MiddleX + 6, isDown ? start + 16 : start - 8);
    }

    /// <summary>Back to a step on the left: around underneath.</summary>
    private static FlowLine Back(FlowBox from, FlowBox to, string? label)
    {
        var below = Math.Max(from.Bottom, to.Bottom) + Reach;
        return new FlowLine(Corners((from.MiddleX, from.Bottom), (from.MiddleX, below), (to.MiddleX, below), (to.MiddleX, to.Bottom)), label, from.MiddleX + 6, from.Bottom + 14);
    }

    /// <summary>The label stands above the box to which its outcome leads: there is always room.</summary>
    private static FlowLine Line(string path, FlowBox to, string? label) => new(path, label, to.X, to.Y - 8);

    /// <summary>A line through points, its corners rounded.</summary>
    private static string Corners(params ReadOnlySpan<(double X, double Y)> points)
    {
        var path = new System.Text.StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        for (var i = 1; i < points.Length - 1; i++)
        {
            var (before, corner, after) = (points[i - 1], points[i], points[i + 1]);
            var (entry, exit) = (Towards(corner, before), Towards(corner, after));
            path.Append(CultureInfo.InvariantCulture, $" L{entry.X:0.#} {entry.Y:0.#} Q{corner.X:0.#} {corner.Y:0.#} {exit.X:0.#} {exit.Y:0.#}");
        }

        return path.Append(CultureInfo.InvariantCulture, $" L{points[^1].X:0.#} {points[^1].Y:0.#}").ToString();
    }

    private static (double X, double Y) Towards((double X, double Y) corner, (double X, double Y) other)
    {
        var (x, y) = (other.X - corner.X, other.Y - corner.Y);
        var length = Math.Max(Math.Sqrt((x * x) + (y * y)), 0.001);
        var step = Math.Min(Bend, length / 2) / length;
        return (corner.X + (x * step), corner.Y + (y * step));
    }
}
