

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('estimator', '0016_call_counts'),
    ]

    operations = [
        # A report is drawn again when it is asked for: those of earlier versions are not kept.
        migrations.DeleteModel(name='Report'),
        migrations.CreateModel(
            name='Portfolio',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_hash', models.CharField(help_text='ファイルと条件の SHA-256。同じものは続きから計算します。', max_length=64, unique=True, verbose_name='内容のハッシュ')),
                ('terms', models.JSONField(help_text='版、基準日、乱数の種、標本の数、計算エンジンの版。', verbose_name='条件')),
                ('created', models.DateTimeField(db_index=True, help_text='最初に始めた日時。', verbose_name='作成')),
            ],
            options={
                'verbose_name': '一括見積り',
                'verbose_name_plural': '一括見積り',
            },
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('worker_id', models.CharField(help_text='プロセスごとに違います。', max_length=64, primary_key=True, serialize=False, verbose_name='名前')),
                ('seen_at', models.DateTimeField(db_index=True, help_text='数秒ごとに書き直されます。', verbose_name='最後に動いていた日時')),
            ],
            options={
                'verbose_name': '作業プロセス',
                'verbose_name_plural': '作業プロセス',
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
            ],
            options={
                'verbose_name': '裏の仕事',
                'verbose_name_plural': '裏の仕事',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('django_tasks_database.dbtaskresult',),
        ),
        migrations.CreateModel(
            name='Drawing',
            fields=[
                ('content_hash', models.CharField(help_text='入力とテンプレートの版の SHA-256。同じ内容は二度作りません。', max_length=64, primary_key=True, serialize=False, verbose_name='内容のハッシュ')),
                ('html', models.TextField(blank=True, help_text='これから描くもの。完成すると空になります。', verbose_name='HTML')),
                ('state', models.CharField(choices=[('rendering', '作成中'), ('ready', '完成'), ('failed', '失敗')], default='rendering', help_text='作成がどこまで進んだか。', max_length=16, verbose_name='状態')),
                ('pdf', models.BinaryField(blank=True, help_text='完成した PDF。空欄は未完成。', null=True, verbose_name='PDF')),
                ('asked', models.DateTimeField(db_index=True, help_text='作成が最後に始められた日時。', verbose_name='依頼')),
                ('task_id', models.CharField(blank=True, default='', help_text='描画を引き受けた仕事の番号。', max_length=36, verbose_name='仕事')),
                ('error', models.CharField(blank=True, default='', help_text='失敗したときのエラーコード。', max_length=64, verbose_name='エラー')),
            ],
            options={
                'verbose_name': '描画',
                'verbose_name_plural': '描画',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), ('pdf__isnull', False), _connector='OR'), name='drawing_ready_has_pdf')],
            },
        ),
        migrations.CreateModel(
            name='PortfolioChunk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='ファイルの順に 0 から。', verbose_name='番号')),
                ('rows', models.JSONField(help_text='行番号と、その行のプロファイル。', verbose_name='入力')),
                ('results', models.JSONField(blank=True, help_text='一行ずつの見積り、または断った理由。空欄はまだ計算していないもの。', null=True, verbose_name='結果')),
                ('task_id', models.CharField(blank=True, default='', help_text='計算を引き受けた仕事の番号。', max_length=36, verbose_name='仕事')),
                ('portfolio', models.ForeignKey(help_text='一緒に削除されます。', on_delete=django.db.models.deletion.CASCADE, related_name='chunks', to='estimator.portfolio', verbose_name='一括見積り')),
            ],
            options={
                'verbose_name': '一括見積りの一束',
                'verbose_name_plural': '一括見積りの束',
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('portfolio', 'number'), name='portfolio_chunk_unique_number')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('full', '全部'), ('one_page', '1枚だけ')], default='full', help_text='全部か、取締役会の1枚だけか。', max_length=16, verbose_name='種類')),
                ('created', models.DateTimeField(help_text='作成を始めた日時。', verbose_name='作成')),
                ('assessment', models.ForeignKey(help_text='報告書のもとになった回答。回答と一緒に削除されます。', on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='estimator.assessment', verbose_name='見積りの回答')),
                ('drawing', models.ForeignKey(help_text='見せる PDF。同じ内容の報告書はこれを分け合います。', on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='estimator.drawing', verbose_name='描画')),
            ],
            options={
                'verbose_name': '報告書',
                'verbose_name_plural': '報告書',
                'ordering': ('-created',),
                'constraints': [models.UniqueConstraint(fields=('assessment', 'drawing'), name='report_unique_content')],
            },
        ),
    ]
