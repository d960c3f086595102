using System.ComponentModel.DataAnnotations;

namespace ClarityConnect.Workflows.Engine.Queue.RabbitMq;

/// <summary>How work is distributed by RabbitMQ.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>The broker as <c>amqp://user:password@host:5672/virtual-host</c>, or <c>amqps://</c> for TLS. Holds a password, so it is never logged.</summary>
    /// <value>Default empty: no broker, nodes take their work from the database.</value>
    public string Uri { get; set; } = "";

    /// <summary>The quorum queue, which is declared if it is missing. Servers that share a database share it.</summary>
    /// <value>Default <c>clarity.work-items</c>.</value>
    [Required]
    [StringLength(200)]
    public string Queue { get; set; } = "clarity.work-items";

    /// <summary>How many messages a node holds that it has not claimed yet. Never more than <see cref="WorkerOptions.MaxConcurrentBursts"/>.</summary>
    /// <value>Default 32.</value>
    [Range(1, 10_000)]
    public int Prefetch { get; set; } = 32;

    /// <summary>How long work may be overdue before a node claims it from the database without a message: for messages that the broker lost.</summary>
    /// <value>Default 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether <see cref="Uri"/> is an address of a broker.</summary>
    internal bool HasUsableUri =>
        System.Uri.TryCreate(Uri, UriKind.Absolute, out var uri) && uri.Scheme is ("amqp" or "amqps") && uri.Host.Length > 0;
}
