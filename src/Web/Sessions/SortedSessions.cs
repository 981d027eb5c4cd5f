namespace Chat.Web.Sessions;

/// <summary>Sessions, newest creation first: ids follow the order of creation.</summary>
internal sealed class SortedSessions
{
    private readonly List<Session> _sessions = [];

    public List<Session> All => _sessions;

    public long? OldestId => _sessions.Count == 0 ? null : _sessions[^1].Id;

    public Session? Find(long id) => IndexOf(id) is >= 0 and var index ? _sessions[index] : null;

    /// <returns>Where it is; otherwise the complement of where it would be.</returns>
    public int IndexOf(long id)
    {
        var (from, to) = (0, _sessions.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_sessions[middle].Id == id)
                return middle;
            (from, to) = _sessions[middle].Id > id ? (middle + 1, to) : (from, middle);
        }
        return ~from;
    }

    public void Put(Session session)
    {
        var index = IndexOf(session.Id);
        if (index >= 0)
            _sessions[index] = session;
        else
            _sessions.Insert(~index, session);
    }

    public bool Remove(long id)
    {
        var index = IndexOf(id);
        if (index >= 0)
            _sessions.RemoveAt(index);
        return index >= 0;
    }

    public void Clear() => _sessions.Clear();
}
