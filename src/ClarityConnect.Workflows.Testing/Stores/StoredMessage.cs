using ClarityConnect.Workflows.Engine.Inbox;

namespace ClarityConnect.Workflows.Testing.Stores;

internal sealed class StoredMessage(InboxMessage message)
{
    public InboxMessage Message { get; } = message;

    public MessageState State { get; set; }
}
