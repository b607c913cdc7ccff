"""Addresses of tasks."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import tasks

urlpatterns: list[URLPattern] = [
    path("taken/", tasks.tasks_page, name="tasks"),
    path("taken/nieuw/", tasks.task_new, name="task-new"),
    path("taken/<int:pk>/", tasks.task_page, name="task"),
    path("taken/<int:pk>/doorgeven/", tasks.task_pass, name="task-pass"),
    path("taken/<int:pk>/gedaan/", tasks.task_done, name="task-done"),
    path("taken/<int:pk>/toch-niet/", tasks.task_undo, name="task-undo"),
]
